import { existsSync, readFileSync } from 'node:fs'

/** Ticks a second of the times in `/proc`, the same on every Linux. */
const TICKS = 100

/** Whether this system tells what its processes use. */
export const hasFigures = (): boolean =>
  existsSync('/proc/self/stat') && existsSync('/proc/self/smaps_rollup')

/** The CPU time that a process has used so far, its kernel time included, in microseconds; exact to 10 ms. */
export function cpuTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  // The name before may hold spaces; the times are the 14th and 15th field, two before the first one here.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1_000_000) / TICKS
}

/** The memory that a process holds at the moment, in kilobytes. */
export function residentMemory(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1')
  return Number(/^Rss:\s+(\d+) kB$/m.exec(rollup)?.[1])
}
