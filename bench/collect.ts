/** Lets whoever has started this process, with `--expose-gc`, ask it to collect its garbage. */
export function collectWhenAsked(): void {
  process.on('message', (message) => {
    if (message !== 'collect') return
    globalThis.gc?.()
    process.send?.('collected')
  })
}
