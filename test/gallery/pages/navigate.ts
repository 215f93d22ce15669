import { html, js, liveView, paths, Type } from 'oriel'

const path = paths('/navigate', '/navigate/:place')
const place = (name: string) => path('/navigate/:place', { place: name })

/** Other views over the same socket, from a link, from the server and from a command; and pages that load anew. */
export const navigate = liveView({
  events: { go: Type.Object({ replace: Type.Boolean() }), load: Type.Object({}) },
  mount: () => ({}),
  handleEvent: {
    go(live, { replace }) {
      live.flash('info', 'The server sent you.')
      live.navigate(place('server'), { replace })
    },
    load(live) {
      live.flash('info', 'The page was loaded.')
      live.redirect('/navigate/loaded')
    },
  },
  render: (_, on) => html`
    <h1>The start</h1>
    <a id="push" href="${place('link')}" data-phx-link="redirect" data-phx-link-state="push">Link</a>
    <a id="replace" href="${place('link')}" data-phx-link="redirect" data-phx-link-state="replace">Replacing link</a>
    <button id="server-push" phx-click="${on.go({ replace: false })}">Server</button>
    <button id="server-replace" phx-click="${on.go({ replace: true })}">Server, replacing</button>
    <button id="js-push" phx-click="${js.navigate(place('command'))}">Command</button>
    <button id="js-replace" phx-click="${js.navigate(place('command'), { replace: true })}">Replacing command</button>
    <button id="load" phx-click="${on.load}">Load</button>
    <a id="dead" href="/dead" data-phx-link="redirect" data-phx-link-state="push">A page without a view</a>`,
})

/** Where one arrives. */
export const arrival = liveView({
  params: Type.Object({ place: Type.String() }),
  mount: ({ params, navigation }) => ({ place: params.place, navigation }),
  render: ({ place, navigation }) => html`
    <h1>Arrived by ${place}</h1>
    <p id="way">${navigation}</p>
    <a id="back" href="${path('/navigate')}" data-phx-link="redirect" data-phx-link-state="push">Back</a>`,
})
