import { html, liveView, paths, Type } from 'oriel'

const path = paths('/flash')

/** Short messages that the layout shows: closed by hand, by the server, or by going elsewhere. */
export const flash = liveView({
  params: Type.Object({ page: Type.Optional(Type.Integer()) }),
  events: {
    tell: Type.Object({ kind: Type.Union([Type.Literal('info'), Type.Literal('error')]) }),
    clear: Type.Object({}),
  },
  mount: () => ({ page: 1 }),
  handleParams: (live, { page = 1 }) => live.assign({ page }),
  handleEvent: {
    tell: (live, { kind }) => live.flash(kind, kind === 'info' ? 'It is done.' : 'It went wrong.'),
    clear: (live) => live.clearFlash(),
  },
  render: ({ page }, on) => html`
    <button id="tell-info" phx-click="${on.tell({ kind: 'info' })}">Tell</button>
    <button id="tell-error" phx-click="${on.tell({ kind: 'error' })}">Complain</button>
    <button id="clear" phx-click="${on.clear}">Clear all</button>
    <a id="on" href="${path('/flash', { page: page + 1 })}" data-phx-link="patch" data-phx-link-state="push">Go on</a>
    <p id="page">${page}</p>`,
})
