import type { Load } from './load/closed-loop.ts'
import type { ServerProcess } from './server-process.ts'
import type { Row } from './table.ts'

/** One side of a comparison: a server, and the load to put on it. */
export interface Side {
  readonly server: ServerProcess
  readonly load: () => Promise<Load>
}

interface Measured extends Load {
  /** Microseconds of the server's CPU time for one operation. */
  readonly cpu: number
}

/** How often each measurement is made. */
export const ROUNDS = 3

/** How often the load is put on before, uncounted: what has not run often is not compiled yet. */
const FIRST_ROUNDS = 2

/** Puts the same load on our server and on its floor, in turns so that both meet the same machine. */
export async function compare(what: string, ours: Side, floor: Side): Promise<Row> {
  for (let i = 0; i < FIRST_ROUNDS; i++) {
    await ours.load()
    await floor.load()
  }
  const rounds: { readonly ours: Measured; readonly floor: Measured }[] = []
  for (let i = 0; i < ROUNDS; i++) {
    rounds.push({ ours: await measure(ours), floor: await measure(floor) })
  }
  const all = rounds.map((round) => round.ours)
  return {
    what,
    n: mean(all, ({ operations }) => operations),
    ours: all.map(({ cpu }) => cpu),
    floor: rounds.map((round) => round.floor.cpu),
    bytes: mean(all, ({ bytes, operations }) => bytes / operations),
    floorBytes: mean(rounds, (round) => round.floor.bytes / round.floor.operations),
    losses: rounds.reduce((sum, round) => sum + round.ours.losses + round.floor.losses, 0),
  }
}

async function measure({ server, load }: Side): Promise<Measured> {
  const before = await server.cpuTime()
  const done = await load()
  return { ...done, cpu: ((await server.cpuTime()) - before) / done.operations }
}

function mean<T>(values: readonly T[], figure: (value: T) => number): number {
  return values.reduce((sum, value) => sum + figure(value), 0) / values.length
}
