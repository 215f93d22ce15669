import { html, liveView, type Static, Type } from 'oriel'

const Text = Type.Optional(Type.String())

const User = Type.Object({
  id: Type.Integer(),
  _unused_name: Text,
  name: Type.String(),
  _unused_note: Text,
  note: Type.String(),
  _unused_colors: Type.Optional(Type.Array(Type.String())),
  colors: Type.Optional(Type.Array(Type.String())),
  via: Text,
})

const Fields = Type.Object({ user: User, _target: Type.Optional(Type.Array(Type.String())) })

/** Fields of every kind, and what the view is told of those that nobody has used. */
export const usedFields = liveView({
  events: { check: Fields, save: Fields },
  mount: () => ({ user: { id: 7, name: '', note: '' } as Static<typeof User>, told: '', target: '' }),
  handleEvent: {
    check: (live, { user, _target = [] }) =>
      live.assign({ user, told: JSON.stringify(user), target: _target.join(' ') }),
    save: (live, { user }) => live.assign({ user, told: `saved ${JSON.stringify(user)}`, target: '' }),
  },
  render: ({ user: { id, name, note, colors = [] }, told, target }, on) => html`
    <form id="user" phx-change="${on.check}" phx-submit="${on.save}">
      <input type="hidden" name="user[id]" value="${id}">
      <label>Name <input id="name" name="user[name]" value="${name}"></label>
      <label>Note <input id="note" name="user[note]" value="${note}" phx-no-unused-field></label>
      <label>Red <input id="red" type="checkbox" name="user[colors][]" value="red" checked="${colors.includes('red')}"></label>
      <label>Blue <input id="blue" type="checkbox" name="user[colors][]" value="blue" checked="${colors.includes('blue')}"></label>
      <button id="save" name="user[via]" value="button">Save</button>
      <button id="reset" type="reset">Reset</button>
    </form>
    <p id="told">${told}</p>
    <p id="target">${target}</p>`,
})
