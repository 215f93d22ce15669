import { html, liveView, Type } from 'oriel'

const row = (n: number) => html`<tr><td>row ${n}</td><td>static markup</td><td>that never changes</td></tr>`
const rows = Array.from({ length: 20 }, (_, i) => row(i + 1))

/** A number that an event raises, above twenty rows that never change. */
export const counterLive = liveView({
  events: { inc: Type.Object({}) },
  mount: () => ({ count: 0 }),
  handleEvent: { inc: (live) => live.assign({ count: live.assigns.count + 1 }) },
  title: () => 'Counter',
  render: ({ count }, on) => html`
    <main id="main">
      <h1>Counter</h1>
      <p>Value: <span id="value">${count}</span></p>
      <button id="inc" phx-click="${on.inc}">+1</button>
      <table><tbody>${rows}</tbody></table>
    </main>`,
})
