import { setTimeout as wait } from 'node:timers/promises'
import { asyncResult, html, liveView, loading, Type } from 'oriel'

/** A report that takes its time. */
async function makeReport(number: number, signal: AbortSignal): Promise<string> {
  await wait(20, undefined, { signal })
  return `Report ${number}`
}

const never = (signal: AbortSignal) => wait(2 ** 30, '', { signal, ref: false })

const Nothing = Type.Object({})

/** Work beside the turns: loaded, loaded anew, failed, cancelled. */
export const asyncWork = liveView({
  events: { reload: Nothing, fail: Nothing, stall: Nothing, sum: Nothing, wait: Nothing, cancel: Nothing },
  mount: () => ({ report: loading<string>(), number: 1, sum: 'not asked for' }),
  connect: (live) => live.assignAsync('report', (signal) => makeReport(1, signal)),
  handleEvent: {
    reload(live) {
      const number = live.assigns.number + 1
      live.assign({ number })
      live.assignAsync('report', (signal) => makeReport(number, signal))
    },
    fail: (live) => live.assignAsync('report', () => Promise.reject(new Error('No paper'))),
    stall: (live) => live.assignAsync('report', never, { reset: true }),
    sum(live) {
      live.startAsync(
        'sum',
        async () => 40 + 2,
        (outcome) => live.assign({ sum: outcome.ok ? String(outcome.value) : 'failed' }),
      )
    },
    wait(live) {
      live.assign({ sum: 'on its way' })
      live.startAsync('sum', never, () => live.assign({ sum: 'come back' }))
    },
    cancel(live) {
      live.cancelAsync('sum')
      live.assign({ sum: 'cancelled' })
    },
  },
  render: ({ report, sum }, on) => html`
    <p id="report">${asyncResult(report, {
      loading: () => 'Loading…',
      failed: (error, value) => `Failed: ${(error as Error).message}. Before: ${value ?? 'nothing'}`,
      ok: (text) => text,
    })}</p>
    <p id="state">${report.state}</p>
    <button id="reload" phx-click="${on.reload}">Load anew</button>
    <button id="fail" phx-click="${on.fail}">Fail</button>
    <button id="stall" phx-click="${on.stall}">Empty, and load for ever</button>
    <p id="sum">${sum}</p>
    <button id="sum-task" phx-click="${on.sum}">Add up</button>
    <button id="wait-task" phx-click="${on.wait}">Add up for ever</button>
    <button id="cancel-task" phx-click="${on.cancel}">Cancel</button>`,
})
