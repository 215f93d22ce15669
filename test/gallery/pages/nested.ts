import { html, liveRender, liveView, Type } from 'oriel'

const Nothing = Type.Object({})

/** A view in a view in a view. */
const clicker = liveView({
  session: Type.Object({ of: Type.String() }),
  events: { add: Nothing },
  mount: ({ session }) => ({ of: session.of, count: 0 }),
  handleEvent: { add: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ of, count }, on) => html`
    <button id="click-${of}" phx-click="${on.add}">${of} clicked ${count} times</button>`,
})

/** A view that is shown in others: it is given a name, and counts for itself. */
const greeter = liveView({
  session: Type.Object({ name: Type.String() }),
  events: { greet: Nothing, crash: Nothing },
  mount: ({ session }) => ({ name: session.name, greetings: 0 }),
  handleEvent: {
    greet: (live) => live.assign({ greetings: live.assigns.greetings + 1 }),
    crash: () => {
      throw new Error('planted in a nested view')
    },
  },
  render: ({ name, greetings }, on) => html`
    <p class="greetings">${name} was greeted ${greetings} times</p>
    <button class="greet" phx-click="${on.greet}">Greet ${name}</button>
    <button class="crash" phx-click="${on.crash}">Crash ${name}</button>
    ${liveRender(clicker, { id: `clicks-of-${name}`, session: { of: name } })}`,
})

/** Two views of one kind in a view: each runs, counts and crashes by itself. */
export const nested = liveView({
  events: { count: Nothing, crash: Nothing },
  mount: () => ({ count: 0 }),
  handleEvent: {
    count: (live) => live.assign({ count: live.assigns.count + 1 }),
    crash: () => {
      throw new Error('planted in the view around')
    },
  },
  render: ({ count }, on) => html`
    <p id="count">${count}</p>
    <button id="add" phx-click="${on.count}">Count</button>
    <button id="crash" phx-click="${on.crash}">Crash</button>
    ${liveRender(greeter, { id: 'ana', session: { name: 'Ana' } })}
    ${liveRender(greeter, { id: 'ben', session: { name: 'Ben' } })}`,
})
