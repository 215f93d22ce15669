import { onTestFinished, vi } from 'vitest'

/** Stops the clock of timers until the test ends; promises go on. */
export function fakeTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
}
