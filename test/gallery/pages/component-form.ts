import { component, html, liveView, Type } from 'oriel'

const Fields = Type.Object({ street: Type.String(), _unused_street: Type.Optional(Type.String()) })

const problemOf = (street: string) => (street.trim() === '' ? 'Give a street.' : '')

/** A form that its own component checks and saves. */
const address = component({
  events: { check: Fields, save: Fields },
  mount: (_: { title: string }) => ({ street: '', problem: '', saved: '' }),
  handleEvent: {
    check: (live, { street, _unused_street }) =>
      live.assign({ street, problem: _unused_street === undefined ? problemOf(street) : '' }),
    save(live, { street }) {
      const problem = problemOf(street)
      live.assign(problem === '' ? { street: '', saved: street, problem } : { problem })
    },
  },
  render: ({ id, title, street, problem, saved }, on) => html`
    <form id="${id}" phx-change="${on.check}" phx-submit="${on.save}">
      <label>${title} <input name="street" value="${street}"></label>
      <button>Save</button>
      <span class="problem">${problem}</span> <span class="typed">${street}</span> <span class="saved">${saved}</span>
    </form>`,
})

/** Two forms of one kind, which do not know of each other. */
export const componentForm = liveView({
  mount: () => ({}),
  render: () => html`
    ${address({ id: 'home', title: 'Home' })}
    ${address({ id: 'work', title: 'Work' })}`,
})
