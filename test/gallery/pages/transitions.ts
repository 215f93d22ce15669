import { html, js, liveView, Type } from 'oriel'

const slide = [['sliding'], ['outside'], ['inside']] as const

/** Boxes that come and go in their own time, which patches of the page wait for, or do not. */
export const transitions = liveView({
  events: { count: Type.Object({}) },
  mount: () => ({ count: 0 }),
  handleEvent: { count: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ count }, on) => html`
    <button id="pulse" phx-click="${js.transition('pulsing', '#box', { time: 400 })}">Pulse</button>
    <button id="slow" phx-click="${js.hide('#box', { transition: 'pulsing', time: 600 }).push(on.count)}">Count after it</button>
    <button id="aside" phx-click="${js.transition('pulsing', '#box', { time: 60_000, blocking: false }).push(on.count)}">Count meanwhile</button>
    <button id="toggle" phx-click="${js.toggle('#box', { in: slide, out: slide, time: 100 })}">Slide</button>
    <button id="inline" phx-click="${js.show('#tag', { display: 'inline-block' })}">Show the tag</button>
    <button id="hold" phx-click="${js.dispatch('gallery:hold', '#box', undefined, { blocking: true }).push(on.count)}">Count when the box says so</button>
    <div id="box" phx-hook="Curtain">A box</div>
    <span id="tag" class="hidden">A tag</span>
    <p id="count">${count}</p>
    <ol id="told" phx-update="ignore"></ol>`,
})
