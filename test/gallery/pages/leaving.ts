import { each, html, js, liveView, paths, stream, Type } from 'oriel'

const path = paths('/leaving', '/leaving/for', '/navigate/:place')

interface Row {
  readonly id: number
}

const fade = js.transition('fading', undefined, { time: 600 })
const rowOf = ({ id }: Row, domId: string) => html`<li id="${domId}" phx-remove="${fade}">Row ${id}</li>`

/** A page that takes its time to go: what is on it still works, and is no business of the next. */
export const leaving = liveView({
  events: { go: Type.Object({}), typed: Type.Object({ text: Type.String() }) },
  mount: () => ({ rows: stream<Row>([{ id: 1 }, { id: 2 }]) }),
  handleEvent: { go: (live) => live.navigate(path('/leaving/for')), typed: () => {} },
  render: ({ rows }, on) => html`
    <h1>The page that goes</h1>
    <button id="go" phx-click="${on.go}">Go</button>
    <a id="on" href="${path('/navigate/:place', { place: 'haste' })}" data-phx-link="redirect" data-phx-link-state="push">Elsewhere</a>
    <div id="curtain" phx-remove="${js.removeClass('curtained', 'body')}" phx-mounted="${js.addClass('curtained', 'body')}">
      <ul id="rows" phx-update="stream">${each(rows, rowOf)}</ul>
    </div>
    <form id="form" phx-change="${on.typed}"><label>Text <input id="text" name="text"></label></form>`,
})

/** Where it leads: a view that has the same event. */
export const leftFor = liveView({
  events: { typed: Type.Object({ text: Type.String() }) },
  mount: () => ({ typed: 0 }),
  handleEvent: { typed: (live) => live.assign({ typed: live.assigns.typed + 1 }) },
  render: ({ typed }, on) => html`
    <h1>The page that comes</h1>
    <p id="typed">${typed}</p>
    <form id="form" phx-change="${on.typed}"><label>Text <input id="text" name="text"></label></form>`,
})
