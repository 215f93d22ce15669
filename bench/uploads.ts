/** What a large upload costs, `npm run bench:uploads`: the memory of a server while 1 GiB goes through a streaming writer. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { openView } from './load/view.ts'

const GIB = 2 ** 30
const CHUNK = 64_000

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

/** Opens a page, and sends one file of so many bytes there; `onChunk` hears how many have gone. */
async function sendFile(size: number, ref: string, onChunk: (sent: number) => unknown) {
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
  while (sent < size) {
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

await oneLargeFile()
clearTimeout(impatience)
child.disconnect()
