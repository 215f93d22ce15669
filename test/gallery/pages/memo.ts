import { html, liveView, memo as memoize, Type } from 'oriel'

interface Report {
  readonly title: string
}

/** A part that is made again only when what it depends on is another value. */
export const memo = liveView({
  events: { count: Type.Object({}), replace: Type.Object({}) },
  mount: () => ({ count: 0, report: { title: 'First report' } as Report }),
  handleEvent: {
    count: (live) => live.assign({ count: live.assigns.count + 1 }),
    replace: (live) => live.assign({ report: { title: 'Next report' } }),
  },
  render: ({ count, report }, on) => html`
    <button id="add" phx-click="${on.count}">Count</button>
    <button id="replace" phx-click="${on.replace}">Another report</button>
    <p id="count">${count}</p>
    ${memoize([report], () => html`<p id="report">${report.title}, made at ${count}</p>`)}`,
})
