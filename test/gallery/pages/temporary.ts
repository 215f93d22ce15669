import { each, html, liveView, temporary as once, Type } from 'oriel'

const lines = (from: number) => Array.from({ length: 100 }, (_, i) => ({ number: from + i }))

const line = ({ number }: { readonly number: number }) => html`<li>Line ${number}</li>`

/** A long report that the server forgets when the browser has it. */
export const temporary = liveView({
  events: { count: Type.Object({}), next: Type.Object({}) },
  mount: () => ({ count: 0, report: once(lines(1)) }),
  handleEvent: {
    count: (live) => live.assign({ count: live.assigns.count + 1 }),
    next: (live) => live.assign({ report: once(lines(101)) }),
  },
  render: ({ count, report }, on) => html`
    <button id="add" phx-click="${on.count}">Count</button>
    <button id="next" phx-click="${on.next}">Next report</button>
    <p id="count">${count}</p>
    <p id="held">${report.held ? 'in memory' : 'let go'}</p>
    ${report.show((all) => html`<ol id="report">${each(all, ({ number }) => number, line)}</ol>`)}`,
})
