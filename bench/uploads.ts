/**
 * What uploads cost, `npm run bench:uploads`: the memory of a server while 1 GiB goes through a streaming writer, and the
 * round trips of events of other views while 50 files are on their way. `npm run bench:uploads parallel` measures one.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type Memory, oneLargeFile } from './uploads/large-file.ts'
import { parallelUploads } from './uploads/parallel.ts'

/** The whole may take this long, in milliseconds. */
const PATIENCE_MS = Number(process.env['BENCH_MS'] ?? 240_000)

const children: ChildProcess[] = []
const impatience = setTimeout(() => {
  console.error('The bench took too long.')
  for (const child of children) child.kill('SIGKILL')
  process.exit(1)
}, PATIENCE_MS)

/** Starts a server, and gives its address. */
async function start(): Promise<URL> {
  const child = fork(join(import.meta.dirname, 'uploads/server.ts'), {
    execArgv: ['--conditions=oriel-source', '--import', 'tsx', '--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  children.push(child)
  const [address] = await once(child, 'message')
  return new URL(address)
}

async function memory(): Promise<Memory> {
  children[0]!.send('memory')
  const [answer] = await once(children[0]!, 'message')
  return answer
}

const server = await start()

const subjects: Readonly<Record<string, () => Promise<void>>> = {
  large: () => oneLargeFile(server, memory),
  parallel: async () => parallelUploads(server, await start(), '/temporary'),
}

const wanted = process.argv.slice(2)
for (const [name, measure] of Object.entries(subjects))
  if (wanted.length === 0 || wanted.includes(name)) await measure()
clearTimeout(impatience)
for (const child of children) child.disconnect()
