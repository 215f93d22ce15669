import { each, type Hole, html, liveView, Type } from 'oriel'

interface Person {
  readonly key: number
  readonly name: string
}

const keyOf = ({ key }: Person) => String(key)
const personRow = ({ key, name }: Person, remove: (payload: { key: number }) => Hole) => html`
  <fieldset id="person-${key}">
    <input name="people[${key}][name]" value="${name}" aria-label="Name ${key}">
    <button type="button" class="remove" phx-click="${remove({ key })}">Remove</button>
  </fieldset>`

/** As many fields as somebody asks for: they come, go and change places while others hold what was typed. */
export const dynamicInputs = liveView({
  events: {
    check: Type.Object({
      people: Type.Optional(Type.Record(Type.String(), Type.Object({ name: Type.String() }))),
    }),
    add: Type.Object({}),
    remove: Type.Object({ key: Type.Integer() }),
    turn: Type.Object({}),
  },
  mount: () => ({ people: [{ key: 1, name: '' }] as readonly Person[], next: 2 }),
  handleEvent: {
    check: (live, { people = {} }) =>
      live.assign({
        people: live.assigns.people.map(({ key, name }) => ({ key, name: people[key]?.name ?? name })),
      }),
    add(live) {
      const { people, next } = live.assigns
      live.assign({ people: [...people, { key: next, name: '' }], next: next + 1 })
    },
    remove: (live, { key }) =>
      live.assign({ people: live.assigns.people.filter((each) => each.key !== key) }),
    turn: (live) => live.assign({ people: [...live.assigns.people].reverse() }),
  },
  render: ({ people }, on) => html`
    <form id="people" phx-change="${on.check}">${each(people, keyOf, personRow, on.remove)}</form>
    <button id="add" phx-click="${on.add}">Add one</button>
    <button id="turn" phx-click="${on.turn}">Turn the order round</button>
    <p id="told">${people.map(({ name }) => name).join(', ')}</p>`,
})
