import { existsSync, readFileSync } from 'node:fs'

/** Ticks a second of the times in `/proc`, the same on every Linux. */
const TICKS = 100

/** Whether this system tells what its processes use. */
export const hasFigures = (): boolean =>
  existsSync('/proc/self/stat') && existsSync('/proc/self/smaps_rollup')

/** The CPU time that a process has used so far, its kernel time included, in microseconds; exact to 10 ms. */
export const cpuTime = (pid: number): number => timesOf(String(pid), 14)

/** The same for all processes that this one has started and seen end, and for those that these have. */
export const childrenCpuTime = (): number => timesOf('self', 16)

/** The sum of two fields of `stat` that are times; the first field is 1. */
function timesOf(process: string, first: number): number {
  const stat = readFileSync(`/proc/${process}/stat`, 'latin1')
  // The name before may hold spaces; what follows it begins with the third field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[first - 3]) + Number(fields[first - 2])) * 1_000_000) / TICKS
}

/** The memory that a process holds at the moment, in kilobytes. */
export function residentMemory(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1')
  return Number(/^Rss:\s+(\d+) kB$/m.exec(rollup)?.[1])
}
