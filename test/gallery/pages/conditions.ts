import { html, liveView, Type } from 'oriel'

const shapes = ['circle', 'square', 'none'] as const
type Shape = (typeof shapes)[number]

const shapeOf: Readonly<Record<Shape, (size: number) => ReturnType<typeof html> | undefined>> = {
  circle: (size) => html`<p class="circle">A circle of radius ${size}</p>`,
  square: (size) => html`<div class="square">A square of <b>${size}</b> by <b>${size}</b></div>`,
  none: () => undefined,
}

/** Parts that are there or not, and a hole that holds one template or another. */
export const conditions = liveView({
  events: { open: Type.Object({}), next: Type.Object({}), grow: Type.Object({}) },
  mount: () => ({ isOpen: false, shape: 0, size: 1 }),
  handleEvent: {
    open: (live) => live.assign({ isOpen: !live.assigns.isOpen }),
    next: (live) => live.assign({ shape: (live.assigns.shape + 1) % shapes.length }),
    grow: (live) => live.assign({ size: live.assigns.size + 1 }),
  },
  render: ({ isOpen, shape, size }, on) => html`
    <button id="open" phx-click="${on.open}">${isOpen ? 'Close' : 'Open'}</button>
    ${isOpen && html`<p id="details">Size ${size}${size > 1 && html`, <em>grown</em>`}.</p>`}
    <button id="next" phx-click="${on.next}">Next shape</button>
    <button id="grow" phx-click="${on.grow}">Grow</button>
    <div id="shape">${shapeOf[shapes[shape]!](size)}</div>`,
})
