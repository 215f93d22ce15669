import { component, html, liveRender, liveView, Type } from 'oriel'

const Nothing = Type.Object({})
const Text = Type.Object({ text: Type.String() })

/** A form in a component, wherever that stands. */
const aside = component({
  events: { draft: Text },
  mount: () => ({ text: '' }),
  handleEvent: { draft: (live, { text }) => live.assign({ text }) },
  render: ({ id, text }, on) => html`
    <div id="${id}">
      <form id="${id}-form" phx-change="${on.draft}">
        <label>In a component <input id="${id}-text" name="text" value="${text}"></label>
      </form>
      <p id="${id}-told">${text}</p>
    </div>`,
})

/** A view with two forms: its own, and that of its component. */
const inner = liveView({
  resumeWithin: 0,
  events: { draft: Text, crash: Nothing },
  mount: () => ({ text: '' }),
  handleEvent: {
    draft: (live, { text }) => live.assign({ text }),
    crash: () => {
      throw new Error('planted in a nested view')
    },
  },
  render: ({ text }, on) => html`
    <form id="inner-form" phx-change="${on.draft}">
      <label>In a nested view <input id="inner-text" name="text" value="${text}"></label>
    </form>
    <p id="inner-told">${text}</p>
    ${aside({ id: 'inner-aside' })}
    <button id="crash-inner" phx-click="${on.crash}">Crash the nested view</button>`,
})

/** Forms of a view, of a component, of a nested view, and of a component in that: all of them are recovered. */
export const nestedForms = liveView({
  // It ends with its connection, so that there is something to bring back.
  resumeWithin: 0,
  events: { draft: Text, crash: Nothing },
  mount: () => ({ text: '' }),
  handleEvent: {
    draft: (live, { text }) => live.assign({ text }),
    crash: () => {
      throw new Error('planted in the view around')
    },
  },
  render: ({ text }, on) => html`
    <form id="outer-form" phx-change="${on.draft}">
      <label>In the view <input id="outer-text" name="text" value="${text}"></label>
    </form>
    <p id="outer-told">${text}</p>
    ${aside({ id: 'outer-aside' })}
    <button id="crash-outer" phx-click="${on.crash}">Crash the view</button>
    ${liveRender(inner, { id: 'inner' })}`,
})
