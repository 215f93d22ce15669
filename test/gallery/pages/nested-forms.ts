import { component, type Hole, html, liveRender, liveView, portal, Type } from 'oriel'

const Nothing = Type.Object({})
const Text = Type.Object({ text: Type.String() })

/** A form, and what it has told. */
const drafting = (id: string | number, label: string, text: string, draft: Hole) => html`
  <form id="${id}-form" phx-change="${draft}">
    <label>${label} <input id="${id}-text" name="text" value="${text}"></label>
  </form>
  <p id="${id}-told">${text}</p>`

/** A form in a component, wherever that stands. */
const aside = component({
  events: { draft: Text },
  mount: () => ({ text: '' }),
  handleEvent: { draft: (live, { text }) => live.assign({ text }) },
  render: ({ id, text }, on) => html`<div id="${id}">${drafting(id, 'In a component', text, on.draft)}</div>`,
})

/** The forms that a portal has moved: one of the view, and one of a component. */
const moved = (view: string, text: string, draft: Hole) =>
  portal(
    { id: `${view}-portal`, target: '#place' },
    html`${drafting(`${view}-moved`, 'In a portal', text, draft)}${aside({ id: `${view}-moved-aside` })}`,
  )

const events = { draft: Text, draftMoved: Text, crash: Nothing }

/** A view with four forms: its own, that of its component, and both in a portal. */
const inner = liveView({
  resumeWithin: 0,
  events,
  mount: () => ({ text: '', movedText: '' }),
  handleEvent: {
    draft: (live, { text }) => live.assign({ text }),
    draftMoved: (live, { text }) => live.assign({ movedText: text }),
    crash: () => {
      throw new Error('planted in a nested view')
    },
  },
  render: ({ text, movedText }, on) => html`
    ${drafting('inner', 'In a nested view', text, on.draft)}
    ${aside({ id: 'inner-aside' })}
    ${moved('inner', movedText, on.draftMoved)}
    <button id="crash-inner" phx-click="${on.crash}">Crash the nested view</button>`,
})

/** Forms of a view and of a nested view, plain, in a component, in a portal, and in a component there: all come back. */
export const nestedForms = liveView({
  // It ends with its connection, so that there is something to bring back.
  resumeWithin: 0,
  events,
  mount: () => ({ text: '', movedText: '' }),
  handleEvent: {
    draft: (live, { text }) => live.assign({ text }),
    draftMoved: (live, { text }) => live.assign({ movedText: text }),
    crash: () => {
      throw new Error('planted in the view around')
    },
  },
  render: ({ text, movedText }, on) => html`
    ${drafting('outer', 'In the view', text, on.draft)}
    ${aside({ id: 'outer-aside' })}
    ${moved('outer', movedText, on.draftMoved)}
    <button id="crash-outer" phx-click="${on.crash}">Crash the view</button>
    ${liveRender(inner, { id: 'inner' })}
    <section id="place"></section>`,
})
