/** What a load has done. */
export interface Load {
  readonly operations: number
  /** Bytes that came in answer. */
  readonly bytes: number
  /** Operations that failed, or answers that did not come. */
  readonly losses: number
}

/** Where a load ends: at the first of both. */
export interface Bounds {
  readonly operations: number
  readonly ms: number
}

/** Does one operation and gives the bytes that came in answer. */
export type Operation = () => Promise<number>

/** Runs the operations side by side, each again as soon as it has ended; one that fails is not run again. */
export async function closedLoop(sideBySide: readonly Operation[], bounds: Bounds): Promise<Load> {
  const end = performance.now() + bounds.ms
  const load = { operations: 0, bytes: 0, losses: 0 }
  let begun = 0
  const repeat = async (operation: Operation) => {
    while (begun < bounds.operations && performance.now() < end) {
      begun++
      const bytes = await operation()
      load.bytes += bytes
      load.operations++
    }
  }
  const loops = await Promise.allSettled(sideBySide.map(repeat))
  const failures = loops.filter((loop) => loop.status === 'rejected')
  if (load.operations === 0 && failures[0]) throw failures[0].reason
  return { ...load, losses: failures.length }
}
