import { html, js, liveView, Type } from 'oriel'

/** What commands do to attributes and to the focus, and what patches keep of it. */
export const kept = liveView({
  events: { count: Type.Object({}), wait: Type.Object({}) },
  mount: () => ({ count: 0 }),
  handleEvent: {
    count: (live) => live.assign({ count: live.assigns.count + 1 }),
    wait: (live) => live.assign({ count: live.assigns.count + 10 }),
  },
  render: ({ count }, on) => html`
    <button id="count" phx-click="${on.count}">Count</button>
    <p id="counted">${count}</p>
    <button id="press" aria-pressed="false" phx-click="${js.toggleAttribute('aria-pressed', ['true', 'false'])}">Press</button>
    <button id="lock" phx-click="${js.toggleAttribute('readonly', '', '#field')}">Lock</button>
    <input id="field" aria-label="Field" data-count="${count}">
    <details id="more" data-count="${count}" phx-mounted="${js.ignoreAttributes('open aria-*')}"><summary>More</summary>It is open.</details>
    <button id="remember" phx-click="${js.pushFocus().focus('#field')}">Go to the field</button>
    <button id="return" phx-click="${js.popFocus()}">Go back</button>
    <button id="wait" phx-click="${js.push(on.wait, { pageLoading: true, loading: '#more' })}">Load</button>
    <button id="quiet" phx-click="${js.dispatch('gallery:ping', '#counted', undefined, { bubbles: false })}">Ping quietly</button>
    <button id="loud" phx-click="${js.dispatch('gallery:ping', '#counted')}">Ping</button>`,
})
