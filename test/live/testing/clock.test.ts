import { html, liveView } from 'oriel'
import { openView } from 'oriel/testing'
import { expect, test, vi } from 'vitest'
import { fakeTimers } from '../actor/fake-timers.ts'

const clock = liveView({
  mount: () => ({ ticks: 0, isOver: false }),
  connect(live) {
    live.every(1000, () => live.assign({ ticks: live.assigns.ticks + 1 }))
    live.after(60_000, () => live.assign({ isOver: true }))
  },
  render: ({ ticks, isOver }) => html`<p>${ticks}${isOver && ' over'}</p>`,
})

test('a fake clock moves the timers of a view', async () => {
  fakeTimers()
  const view = await openView(clock)
  vi.advanceTimersByTime(3000)
  await view.settled()
  expect(view.text('p')).toBe('3')
  await vi.advanceTimersByTimeAsync(57_000)
  await view.settled()
  expect(view.text('p')).toBe('60 over')
})

test('a fake event loop is refused, since the view would never run', async () => {
  vi.useFakeTimers()
  const opened = openView(clock).catch(String)
  vi.useRealTimers()
  expect(await opened).toContain('setImmediate is faked')
})
