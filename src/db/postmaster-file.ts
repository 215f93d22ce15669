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

/**
 * Waits for the PostgreSQL that an app before this one has left, as after a restart. It may yet have to read the signal
 * that ends it, so one that seems to run is given 2 seconds, and one that is stopping 10. Gives the one that stays.
 */
export async function untilStopped(dataDir: string): Promise<Postmaster | undefined> {
  const start = performance.now()
  for (;;) {
    const other = readPostmaster(dataDir)
    const limit = other?.status === 'stopping' ? 10_000 : 2_000
    if (!other || performance.now() - start > limit) return other
    await sleep(20)
  }
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
