import { component, each, html, liveView, portal, stream, Type } from 'oriel'

const counter = component({
  events: { add: Type.Object({}) },
  mount: ({ label }: { label: string }) => ({ label, count: 0 }),
  handleEvent: { add: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ label, count }, on) => html`
    <section id="${`counter-${label}`}">
      <p class="count">${label}: ${count}</p>
      ${portal(
        { id: `portal-${label}`, target: '#place' },
        html`<button id="${`add-${label}`}" phx-click="${on.add}">Add to ${label}</button>`,
      )}
    </section>`,
})

interface Row {
  readonly id: number
}

const rowOf = ({ id }: Row, domId: string) => html`<li id="${domId}">Row ${id}</li>`

/** Portals in portals, and what stands in them: a form, the events of a component, the rows of a stream. */
export const portals = liveView({
  events: {
    toggle: Type.Object({}),
    deepen: Type.Object({}),
    count: Type.Object({}),
    row: Type.Object({}),
    away: Type.Object({}),
    say: Type.Object({ text: Type.String() }),
  },
  mount: () => ({ isOpen: true, isDeep: true, count: 0, aways: 0, said: '', rows: stream<Row>([{ id: 0 }]) }),
  handleEvent: {
    toggle: (live) => live.assign({ isOpen: !live.assigns.isOpen }),
    deepen: (live) => live.assign({ isDeep: !live.assigns.isDeep }),
    count: (live) => live.assign({ count: live.assigns.count + 1 }),
    away: (live) => live.assign({ aways: live.assigns.aways + 1 }),
    say: (live, { text }) => live.assign({ said: text }),
    row(live) {
      live.assign({ count: live.assigns.count + 1 })
      live.assigns.rows.insert({ id: live.assigns.count })
    },
  },
  render: ({ isOpen, isDeep, count, aways, said, rows }, on) => html`
    <button id="toggle" phx-click="${on.toggle}">Toggle</button>
    <p id="count">${count}</p>
    <p id="said">${said}</p>
    <p id="aways">${aways}</p>
    ${counter({ id: 'a', label: 'a' })}
    ${
      isOpen &&
      html`<div id="menu" phx-click-away="${on.away}">${portal(
        { id: 'outer', target: 'body', class: 'outer' },
        html`
          <button id="in-outer" phx-click="${on.count}">Count ${count}</button>
          <button id="deepen" phx-click="${on.deepen}">Deepen</button>
          <form id="saying" phx-change="${on.say}"><input id="text" name="text" aria-label="Text"></form>
          <ul id="rows" phx-update="stream">${each(rows, rowOf)}</ul>
          <button id="row" phx-click="${on.row}">Add a row</button>
          ${
            isDeep &&
            portal(
              { id: 'inner', target: '#place', class: 'inner' },
              html`<button id="in-inner" phx-click="${on.count}">Count ${count} inside</button>`,
            )
          }`,
      )}</div>`
    }
    <div id="place"></div>
    <p id="elsewhere">Elsewhere</p>`,
})
