import { component, html, liveView, Type } from 'oriel'
import { counter } from './components.ts'

/** A component with another one inside. */
const panel = component({
  events: { open: Type.Object({}) },
  mount: (_: { title: string }) => ({ isOpen: false }),
  handleEvent: { open: (live) => live.assign({ isOpen: !live.assigns.isOpen }) },
  render: ({ id, title, isOpen }, on) => html`
    <section id="${id}">
      <h2>${title}, ${isOpen ? 'open' : 'closed'}</h2>
      <button class="open" phx-click="${on.open}">Open or close</button>
      ${isOpen && counter({ id: `in-${id}`, label: 'Inside', by: 1 })}
    </section>`,
})

/** Components that come and go: one that the browser has removed has forgotten everything. */
export const componentVisibility = liveView({
  events: { hide: Type.Object({}), show: Type.Object({}), move: Type.Object({}) },
  mount: () => ({ isShown: true, isBelow: false }),
  handleEvent: {
    hide: (live) => live.assign({ isShown: false }),
    show: (live) => live.assign({ isShown: true }),
    move: (live) => live.assign({ isBelow: !live.assigns.isBelow }),
  },
  render: ({ isShown, isBelow }, on) => {
    const shown = isShown && panel({ id: 'panel', title: 'A panel' })
    return html`
      <button id="hide" phx-click="${on.hide}">Hide</button>
      <button id="show" phx-click="${on.show}">Show</button>
      <button id="move" phx-click="${on.move}">Move</button>
      <div id="above">${!isBelow && shown}</div>
      <div id="below">${isBelow && shown}</div>`
  },
})
