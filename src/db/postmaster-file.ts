import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a running PostgreSQL writes into its data folder. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly socketDir: string
  readonly status: string
}

/** Reads which PostgreSQL runs on a data folder; `undefined` when none does. */
export function readPostmaster(dataDir: string): Postmaster | undefined {
  const [pid, , , port, socketDir = '', , , status = ''] = readLines(join(dataDir, 'postmaster.pid'))
  if (!pid || !isAlive(Number(pid))) return undefined
  return { pid: Number(pid), port: Number(port), socketDir, status: status.trim() }
}

/** Waits, at most `limit` milliseconds, for a PostgreSQL that is just stopping, as after a restart of its app. */
export async function untilStopped(dataDir: string, limit = 5_000): Promise<void> {
  const end = performance.now() + limit
  while (readPostmaster(dataDir)?.status === 'stopping' && performance.now() < end) await sleep(20)
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch {
    return []
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
