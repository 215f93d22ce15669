/**
 * Answers whoever has started this process, with `--expose-gc`, and asks for what it holds: the bytes that are in
 * use once all garbage has been collected.
 */
export function tellMemoryInUse(): void {
  process.on('message', (message) => {
    if (message !== 'memory') return
    globalThis.gc?.()
    const { heapUsed, external } = process.memoryUsage()
    process.send?.(heapUsed + external)
  })
}
