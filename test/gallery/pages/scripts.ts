import { html, js, liveView, Type } from 'oriel'

/** Commands that scripts give: a hook, the page itself, and an event that the server pushes. */
export const scripts = liveView({
  events: { count: Type.Object({ by: Type.Integer() }), direct: Type.Object({}), early: Type.Object({}) },
  mount: () => ({ count: 0 }),
  handleEvent: {
    count: (live, { by }) => live.assign({ count: live.assigns.count + by }),
    direct: (live) => live.push('direct', { commands: js.addClass('told').setAttribute('title', 'told') }),
    early(live) {
      live.push('seen', { when: 'before' }, { dispatch: 'before' })
      live.push('seen', { when: 'after' })
      live.assign({ count: live.assigns.count + 1 })
    },
  },
  render: ({ count }, on) => html`
    <div id="box" phx-hook="Director">A box</div>
    <p id="count">${count}</p>
    <button id="direct" phx-click="${on.direct}">Tell the box</button>
    <button id="early" phx-click="${on.early}">Push before and after</button>
    <ol id="told" phx-update="ignore"></ol>`,
})
