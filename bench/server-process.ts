import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Limits } from 'oriel/server'
import type { HotFrame } from './asked.ts'
import type { Recording } from './floor/recording.ts'
import type { WorkDone } from './work-done.ts'

/** A server that runs as a process of its own. */
export interface ServerProcess {
  readonly pid: number
  readonly url: URL
  /** The CPU time that it has used so far, its time in the kernel included, in microseconds. */
  cpuTime(): Promise<number>
  /** How many milliseconds late its timers ran since the last such question, as the 99th percentile. */
  delay(): Promise<number>
  /** The kilobytes in use once its garbage has been collected. */
  memoryInUse(): Promise<number>
  /** The functions that take most of its time while something is done. */
  profile(work: () => Promise<unknown>): Promise<readonly HotFrame[]>
  /** What it has done so far. */
  workDone(): Promise<WorkDone>
  /** Ends it, and resolves when it is gone. */
  stop(): Promise<void>
}

/** How long a server may take to start or to end, in milliseconds. */
const PATIENCE_MS = 30_000

/** How Chatter is started. */
interface Options {
  /** A free one by default. */
  readonly port?: string
  /** How many people are registered, at least; 100 by default. */
  readonly people?: number
}

/** Starts Chatter, and the pages for measurements, on a database; `limits` are bounds other than the defaults. */
export const startOurs = (
  databaseUrl: string,
  limits: Partial<Limits> = {},
  { port = '0', people = 100 }: Options = {},
): Promise<ServerProcess> =>
  start('server.js', {
    DATABASE_URL: databaseUrl,
    PORT: port,
    PEOPLE: String(people),
    LIMITS: JSON.stringify(limits),
  })

/** Starts a floor that answers with what was recorded; where that has an author, it writes to the database first. */
export const startFloor = (recording: Recording, databaseUrl = ''): Promise<ServerProcess> =>
  start('floor/server.js', { DATABASE_URL: databaseUrl }, recording)

const running = new Set<ChildProcess>()

/** Ends every server that is still running, at once. */
export function killServers(): void {
  for (const child of running) child.kill('SIGKILL')
}

process.once('exit', killServers)

async function start(file: string, env: NodeJS.ProcessEnv, message?: Recording): Promise<ServerProcess> {
  const child = fork(join(import.meta.dirname, file), {
    env: { ...process.env, ...env, NODE_ENV: 'production' },
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  if (message) child.send(message)
  const url = await address(child)
  return {
    pid: child.pid!,
    url,
    cpuTime: () => ask<number>(child, 'cpu'),
    delay: () => ask<number>(child, 'delay'),
    memoryInUse: async () => (await ask<number>(child, 'memory')) / 1024,
    workDone: () => ask<WorkDone>(child, 'work'),
    async profile(work) {
      await ask(child, 'begin profile')
      await work()
      return ask<readonly HotFrame[]>(child, 'end profile')
    },
    stop: () => stop(child),
  }
}

async function address(child: ChildProcess): Promise<URL> {
  const failed = new AbortController()
  child.once('exit', () => failed.abort(new Error('A server ended before it was open.')))
  const signal = AbortSignal.any([failed.signal, AbortSignal.timeout(PATIENCE_MS)])
  const [url] = await once(child, 'message', { signal })
  return new URL(url)
}

async function ask<T>(child: ChildProcess, question: string): Promise<T> {
  child.send(question)
  const [answer] = await once(child, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) })
  return answer
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  const exited = once(child, 'exit')
  child.disconnect()
  await exited
  clearTimeout(impatience)
}
