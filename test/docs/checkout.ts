import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { root } from './markdown.ts'

/** A copy of the repository that a test may change. */
export interface Checkout {
  /** Writes a file, as a reader of the documentation does. */
  write(file: string, text: string): void
  /** Starts a command of a shell there; it ends with the test at the latest. */
  start(command: string): Command
}

/** A command that runs, with all the processes that it has started. */
export interface Command {
  /** All that it has printed so far. */
  output(): string
  /** Resolves to its exit code when it and all its processes have ended. */
  readonly ended: Promise<number | null>
  /** Ends it as Ctrl-C does. */
  interrupt(): void
}

/** What is not in a fresh checkout. */
const left: ReadonlySet<string> = new Set(['node_modules', 'dist', 'test-results', '.data', '.git'])

/** Copies the repository, with what `npm ci` brings, for one test; `environment` is that of its commands. */
export function copyCheckout(environment: Readonly<Record<string, string>>): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'oriel-checkout-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(root, folder, { recursive: true, filter: (path) => !left.has(basename(path)) })
  symlinkSync(realpathSync(join(root, 'node_modules')), join(folder, 'node_modules'))
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment }
  return {
    write(file, text) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    },
    // Detached, it leads a group of processes that can be ended as one.
    start: (command) => follow(spawn(command, { cwd: folder, env, shell: true, detached: true })),
  }
}

function follow(child: ChildProcess): Command {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  // Closed when the last process of the group has let go of its output.
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const abandon = () => signal(child, 'SIGKILL')
  process.once('exit', abandon)
  ended.then(() => process.off('exit', abandon))
  onTestFinished(async () => {
    abandon()
    await ended
  })
  return { output: () => output, ended, interrupt: () => signal(child, 'SIGINT') }
}

function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
