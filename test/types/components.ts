/** What a live component infers, and the mistakes that do not compile: `tsc -p test` is the test. */
import { component, html, type LiveComponent, liveView, loading, reply, stream, Type } from 'oriel'
import { same } from './same.ts'

interface Input {
  readonly label: string
  readonly start?: number
}

/** Everything is inferred, and nothing is written in angle brackets. */
const counter = component({
  events: { add: Type.Object({ by: Type.Integer() }), clear: Type.Object({}) },
  mount(input: Input) {
    same<typeof input.start, number | undefined>(true)
    return { count: input.start ?? 0, report: loading<string>(), rows: stream<{ readonly id: number }>([]) }
  },
  connect(live) {
    same<typeof live.assigns.count, number>(true)
    live.every(1000, () => live.assign({ count: live.assigns.count + 1 }))
    // @ts-expect-error a misspelt assign
    live.assign({ cuont: 1 })
  },
  update(live, input) {
    same<typeof input.label, string>(true)
    same<typeof live.assigns.count, number>(true)
    same<typeof live.assigns.label, string>(true)
    // @ts-expect-error no such assign
    live.assign({ cuont: 1 })
    // @ts-expect-error no such input
    input.lable
  },
  handleEvent: {
    add(live, payload) {
      same<typeof payload, { by: number }>(true)
      live.assign({ count: live.assigns.count + payload.by })
      live.assignAsync('report', async () => 'text')
      live.assigns.rows.insert({ id: 1 })
      // @ts-expect-error a misspelt assign
      live.assign({ cuont: 1 })
      // @ts-expect-error an assign of another type
      live.assign({ count: '1' })
      // @ts-expect-error assigns are replaced, not written to
      live.assigns.count = 2
      // @ts-expect-error not loaded
      live.assignAsync('count', async () => 1)
      // @ts-expect-error another item
      live.assigns.rows.insert({ name: 'x' })
    },
    clear: () => reply({ ok: true }),
  },
  render({ id, label, count, report, start }, on) {
    same<typeof id, string | number>(true)
    same<typeof label, string>(true)
    same<typeof count, number>(true)
    same<typeof start, number | undefined>(true)
    return html`<p phx-click="${on.add}" phx-blur="${on.add({ by: 1 })}" phx-focus="${on.clear}">${label} ${count} ${report.value}
      ${
        // @ts-expect-error a payload of another type
        on.add({ by: '1' })
      }
      ${
        // @ts-expect-error a key that the event does not have
        on.add({ to: 1 })
      }
      ${
        // @ts-expect-error an event that is not declared
        on.remove
      }</p>`
  },
})
same<typeof counter, LiveComponent<Input>>(true)

/** One that is given nothing but its id. */
const plain = component({ mount: () => ({}), render: ({ id }) => html`<hr id="${id}">` })

export const called = html`
  ${counter({ id: 'a', label: 'Apples' })} ${counter({ id: 1, label: 'Pears', start: 3 })} ${plain({ id: 'p' })}
  ${['a', 'b'].map((id) => plain({ id }))} ${false && plain({ id: 'hidden' })}`

// @ts-expect-error the id is missing
counter({ label: 'x' })
// @ts-expect-error an input is missing
counter({ id: 'a' })
// @ts-expect-error an input of another type
counter({ id: 'a', label: 1 })
// @ts-expect-error an input that it does not take
counter({ id: 'a', label: 'x', colour: 'red' })
// @ts-expect-error an id is text or a number
counter({ id: {}, label: 'x' })
// @ts-expect-error what it makes of its input is its own
counter({ id: 'a', label: 'x', count: 1 })
// @ts-expect-error a component stands among text, not in an attribute's spread
html`<p ${counter}></p>`
// @ts-expect-error it is called, not named
html`${counter}`

export const sending = liveView({
  mount: () => ({}),
  connect(live) {
    live.sendUpdate(counter, { id: 'a', label: 'new' })
    live.sendUpdate(counter, { id: 'a' })
    // @ts-expect-error the id is missing
    live.sendUpdate(counter, { label: 'new' })
    // @ts-expect-error a misspelt key
    live.sendUpdate(counter, { id: 'a', lable: 'new' })
    // @ts-expect-error a value of another type
    live.sendUpdate(counter, { id: 'a', label: 1 })
    // @ts-expect-error an assign of its own
    live.sendUpdate(counter, { id: 'a', count: 1 })
    // @ts-expect-error a view is no component
    live.sendUpdate(sending, { id: 'a' })
  },
  render: () => html``,
})

/** All that are given something in one render, with the types of each. */
export const many = component({
  mount: (_: { readonly user: number }) => ({ name: '' }),
  async updateMany(given) {
    for (const { live, input } of given) {
      same<typeof input.user, number>(true)
      live.assign({ name: String(input.user) })
      // @ts-expect-error a misspelt assign
      live.assign({ nmae: '' })
    }
  },
  render: ({ name, user }) => html`<i>${name} ${user}</i>`,
})

const Nothing = Type.Object({})
const rest = { mount: () => ({}), render: () => html`<hr>` }

component({
  ...rest,
  events: { save: Nothing, drop: Nothing },
  // @ts-expect-error a handler is missing
  handleEvent: { save: () => {} },
})

component({
  ...rest,
  events: { save: Nothing },
  handleEvent: {
    save: () => {},
    // @ts-expect-error no such event
    drop: () => {},
  },
})

component({
  ...rest,
  events: { save: Nothing },
  handleEvent: {
    // @ts-expect-error an event answers with reply(), or with nothing
    save: () => ({ ok: true }),
  },
})

component({
  mount: () => ({}),
  // @ts-expect-error a component renders a template
  render: () => '<p></p>',
})

// @ts-expect-error a component shows something
component({ mount: () => ({}) })

component({
  ...rest,
  // @ts-expect-error a component hears topics by live.subscribe
  topics: {},
})
