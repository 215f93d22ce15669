/**
 * What uploads cost, `npm run bench:uploads`: the memory of a server while one large file goes through a streaming
 * writer, and how long an event of another view takes while many files come in, beside the same with none.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { openView, type View } from './load/view.ts'

const GIB = 2 ** 30
const CHUNK = 64_000
const PARALLEL = 50

/** The whole may take this long, in milliseconds. */
const PATIENCE_MS = Number(process.env['BENCH_MS'] ?? 240_000)

interface Memory {
  readonly rss: number
  readonly heapUsed: number
  readonly arrayBuffers: number
}

const child = fork(join(import.meta.dirname, 'uploads/server.ts'), {
  execArgv: ['--conditions=oriel-source', '--import', 'tsx', '--expose-gc'],
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
})
const impatience = setTimeout(() => {
  console.error('The bench took too long.')
  child.kill('SIGKILL')
  process.exit(1)
}, PATIENCE_MS)

const [address] = await once(child, 'message')
const server = new URL(address)

async function memory(): Promise<Memory> {
  child.send('memory')
  const [answer] = await once(child, 'message')
  return answer
}

/** Opens a page, and sends one file of so many bytes there until `stop`; `onChunk` hears how many have gone. */
async function sendFile(size: number, ref: string, onChunk: (sent: number) => unknown, stop?: AbortSignal) {
  const { view } = await openView(new URL('/files', server))
  const upload = `${view.id}-file`
  const entry = { ref, name: 'file.bin', size, type: '', last_modified: 0, relative_path: '' }
  await view.call('event', {
    type: 'form',
    event: 'check',
    value: '',
    meta: {},
    uploads: { [upload]: [entry] },
  })
  const { payload } = await view.call('allow_upload', { ref: upload, entries: [entry] })
  const token = (payload.response['entries'] as Readonly<Record<string, string>>)[ref]
  const topic = `lvu:${ref}`
  const joinRef = await view.joinTopic(topic, { token })
  let sent = 0
  let told = 0
  while (sent < size && !stop?.aborted) {
    const bytes = new Uint8Array(Math.min(CHUNK, size - sent))
    await view.chunk(joinRef, topic, bytes)
    sent += bytes.length
    const progress = Math.floor((sent / size) * 100)
    if (progress > told) await view.call('progress', { event: null, ref: upload, entry_ref: ref, progress })
    told = progress
    await onChunk(sent)
  }
  return view
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`

async function oneLargeFile(): Promise<void> {
  const samples: Memory[] = [await memory()]
  const begin = performance.now()
  let next = GIB / 16
  const view = await sendFile(GIB, '0', async (sent) => {
    if (sent < next) return
    next += GIB / 16
    samples.push(await memory())
  })
  const seconds = (performance.now() - begin) / 1000
  const { payload } = await view.call('event', { type: 'form', event: 'save', value: '', meta: {} })
  if (!JSON.stringify(payload).includes(`bytes ${GIB}`)) throw new Error('The file did not come in full.')
  view.close()
  const most = (what: keyof Memory) => Math.max(...samples.slice(1).map((sample) => sample[what]))
  console.log(
    `1 GiB through a streaming writer, ${seconds.toFixed(1)} s, ${(1024 / seconds).toFixed(0)} MiB/s`,
  )
  for (const what of ['rss', 'heapUsed', 'arrayBuffers'] as const)
    console.log(
      `  ${what.padEnd(14)} before ${mebibytes(samples[0]![what]).padStart(11)}, first sixteenth ${mebibytes(samples[1]![what]).padStart(11)}, most ${mebibytes(most(what)).padStart(11)}, last ${mebibytes(samples.at(-1)![what]).padStart(11)}`,
    )
}

/** How long an event takes, in milliseconds: the middle and the 95th of a hundred. */
async function roundTrips(view: View): Promise<{ readonly p50: number; readonly p95: number }> {
  const times: number[] = []
  for (let i = 0; i < 200; i++) {
    const begin = performance.now()
    await view.send({ type: 'click', event: 'add', value: {} })
    times.push(performance.now() - begin)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  times.sort((a, b) => a - b)
  return { p50: times[100]!, p95: times[190]! }
}

async function manyFiles(): Promise<void> {
  const { view } = await openView(new URL('/counter', server))
  await roundTrips(view)
  const idle = await roundTrips(view)
  const stop = new AbortController()
  let bytes = 0
  const sending = Array.from({ length: PARALLEL }, (_, i) =>
    sendFile(
      GIB,
      String(i + 1),
      // As a network does that brings a file in some seconds: else the sender, and not the server, is measured.
      async () => {
        bytes += CHUNK
        await new Promise((resolve) => setTimeout(resolve, 100))
      },
      stop.signal,
    ),
  )
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const begin = performance.now()
  const before = bytes
  const busy = await roundTrips(view)
  const rate = (bytes - before) / 2 ** 20 / ((performance.now() - begin) / 1000)
  stop.abort()
  for (const each of await Promise.all(sending)) each.close()
  view.close()
  console.log(`an event of another view, ${PARALLEL} files coming in at ${rate.toFixed(0)} MiB/s together`)
  for (const what of ['p50', 'p95'] as const)
    console.log(
      `  ${what} idle ${idle[what].toFixed(2)} ms, with uploads ${busy[what].toFixed(2)} ms, ratio ${(busy[what] / idle[what]).toFixed(2)}`,
    )
}

await manyFiles()
await oneLargeFile()
clearTimeout(impatience)
child.disconnect()
