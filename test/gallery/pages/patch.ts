import { html, js, liveView, type Navigation, paths, Type } from 'oriel'

const path = paths('/patch')

/** Another URL under the same view: from a link, from the server and from a command; pushed or replaced. */
export const patch = liveView({
  params: Type.Object({ page: Type.Optional(Type.Integer()) }),
  events: { go: Type.Object({ page: Type.Integer(), replace: Type.Boolean() }) },
  mount: ({ navigation }) => ({ page: 1, visits: 0, way: navigation as Navigation }),
  handleParams: (live, { page = 1 }) =>
    live.assign({ page, visits: live.assigns.visits + 1, way: live.navigation }),
  handleEvent: { go: (live, { page, replace }) => live.patch(path('/patch', { page }), { replace }) },
  render: ({ page, visits, way }, on) => html`
    <h1>Page ${page}</h1>
    <p id="visits">${visits}</p>
    <p id="way">${way}</p>
    <a id="push" href="${path('/patch', { page: 2 })}" data-phx-link="patch" data-phx-link-state="push">2</a>
    <a id="replace" href="${path('/patch', { page: 3 })}" data-phx-link="patch" data-phx-link-state="replace">3</a>
    <button id="server-push" phx-click="${on.go({ page: 4, replace: false })}">4</button>
    <button id="server-replace" phx-click="${on.go({ page: 5, replace: true })}">5</button>
    <button id="js-push" phx-click="${js.patch(path('/patch', { page: 6 }))}">6</button>
    <button id="js-replace" phx-click="${js.patch(path('/patch', { page: 7 }), { replace: true })}">7</button>`,
})
