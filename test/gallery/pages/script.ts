import { fileInput, html, js, liveView, Type, upload } from 'oriel'

/** What a page's script and its client tell each other: options, methods, and events of the window. */
export const script = liveView({
  uploads: { pictures: upload({ accept: ['.png'] }) },
  events: {
    tell: Type.Object({
      key: Type.Optional(Type.String()),
      code: Type.Optional(Type.String()),
      shift: Type.Optional(Type.Boolean()),
    }),
    add: Type.Object({}),
    check: Type.Object({ name: Type.String() }),
    ask: Type.Object({}),
  },
  mount: () => ({ told: '', rows: 0, asked: 0 }),
  handleEvent: {
    tell: (live, told) => live.assign({ told: JSON.stringify(told) }),
    add: (live) => live.assign({ rows: live.assigns.rows + 1 }),
    check: () => {},
    ask: (live) => live.assign({ asked: live.assigns.asked + 1 }),
  },
  render: ({ told, rows, asked, pictures }, on) => html`
    <button id="click" phx-click="${on.tell}">Click with Shift</button>
    <input id="field" aria-label="Keys" phx-keydown="${on.tell}">
    <p id="told">${told}</p>
    <button id="add" phx-click="${on.add}">Add a row</button>
    <p id="count" title="${rows}">${rows}</p>
    <ul id="rows">${Array.from({ length: rows }, (_, i) => html`<li id="row-${i}"><b id="name-${i}">${i}</b> <asking-row id="asking-${i}" phx-update="ignore"></asking-row></li>`)}</ul>
    <p id="asked">${asked}</p>
    <button id="find" phx-click="${js.addClass('bold', 'anything')}">Find it</button>
    <form id="form" phx-change="${on.check}">
      <input id="name" name="name" aria-label="Name"><input id="note" name="note" aria-label="Note">
      ${fileInput(pictures)}
    </form>
    <p id="heard" phx-update="ignore"></p>`,
})
