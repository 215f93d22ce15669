import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

export const root = join(import.meta.dirname, '../..')

/** The built app, running as a process of its own. */
export interface AppProcess {
  readonly pid: number
  /** All that it has printed so far. */
  output(): string
  /** Waits for its line with the address, and gives that. */
  opened(): Promise<string>
  /** Asks it to end, and waits for its exit code. */
  terminate(): Promise<number | null>
  /** Waits for its exit code. */
  exited(): Promise<number | null>
}

/** The built app as a command, for this user. */
export const appCommand: readonly string[] = [process.execPath, join(root, 'dist/src/main.js')]

/** How long a process may live, in milliseconds: none outlives its test. */
const LIFETIME = 60_000

/** Starts a command with only the given environment; it ends with the test at the latest. */
export function startApp(
  [program = '', ...args]: readonly string[],
  environment: Readonly<Record<string, string>>,
): AppProcess {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment }
  const child = spawn(program, args, { env, cwd: root, timeout: LIFETIME, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const exited = async () => (child.exitCode === null ? (await once(child, 'exit'))[0] : child.exitCode)
  return {
    pid: child.pid ?? 0,
    output: () => output,
    opened: () => addressOf(child, () => output),
    exited,
    terminate: () => {
      child.kill('SIGTERM')
      return exited()
    },
  }
}

async function addressOf(child: ChildProcess, output: () => string): Promise<string> {
  for (;;) {
    const address = /open at (http:\/\/\S+)/.exec(output())?.[1]
    if (address) return address
    if (child.exitCode !== null) throw new Error(`The app has ended: ${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
