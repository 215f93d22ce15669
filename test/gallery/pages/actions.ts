import { html, link, liveView, paths, Type } from 'oriel'

const path = paths('/notes/:id', '/notes/:id/edit')

/** One view for two routes: the route says whether the note is shown or edited. */
export const actions = liveView({
  actions: ['show', 'edit'],
  params: Type.Object({ id: Type.Integer() }),
  events: { save: Type.Object({ text: Type.String() }) },
  mount: ({ params, action }) => ({ id: params.id, begunBy: action, action, text: 'Buy milk' }),
  handleParams: (live, { id }, _url, action) => live.assign({ id, action }),
  handleEvent: {
    save(live, { text }) {
      live.assign({ text })
      live.patch(path('/notes/:id', { id: live.assigns.id }))
    },
  },
  render: ({ id, begunBy, action, text }, on) => html`
    <h1>Note ${id}: ${action}</h1>
    <p id="begun-by">${begunBy}</p>
    ${
      action === 'show'
        ? html`<p id="note">${text}</p> ${link({ patch: path('/notes/:id/edit', { id }), id: 'edit' }, 'Edit')}`
        : html`<form id="form" phx-submit="${on.save}"><label>Text <input id="text" name="text" value="${text}"></label></form>`
    }`,
})
