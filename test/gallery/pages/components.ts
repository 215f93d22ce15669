import { component, html, liveView, Type } from 'oriel'

interface Counter {
  readonly label: string
  readonly by: number
}

/** A live component: it keeps a count of its own beside what the view gives it. */
export const counter = component({
  events: { add: Type.Object({}) },
  mount: (_: Counter) => ({ count: 0 }),
  handleEvent: { add: (live) => live.assign({ count: live.assigns.count + live.assigns.by }) },
  render: ({ id, label, by, count }, on) => html`
    <p id="counter-${id}">
      <b>${label}: ${count}</b> <button phx-click="${on.add}">${by} more</button>
    </p>`,
})

/** Two components of one kind: what each holds, what both are given, and what one is told. */
export const components = liveView({
  events: { rename: Type.Object({}), tell: Type.Object({}), count: Type.Object({}) },
  mount: () => ({ unit: 'apples', count: 0 }),
  handleEvent: {
    rename: (live) => live.assign({ unit: 'pears' }),
    tell: (live) => live.sendUpdate(counter, { id: 'ben', by: 10 }),
    count: (live) => live.assign({ count: live.assigns.count + 1 }),
  },
  render: ({ unit, count }, on) => html`
    ${counter({ id: 'ana', label: `Ana's ${unit}`, by: 1 })}
    ${counter({ id: 'ben', label: `Ben's ${unit}`, by: 5 })}
    <button id="rename" phx-click="${on.rename}">Pears in place of apples</button>
    <button id="tell" phx-click="${on.tell}">Let Ben count by ten</button>
    <button id="count" phx-click="${on.count}">The view counts, too</button>
    <p id="view">${count}</p>`,
})
