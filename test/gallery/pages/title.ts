import { html, liveView, Type } from 'oriel'

/** The title of the document, which follows the assigns. */
export const title = liveView({
  events: { rename: Type.Object({ name: Type.String() }) },
  mount: () => ({ name: 'Untitled' }),
  handleEvent: { rename: (live, { name }) => live.assign({ name }) },
  title: ({ name }) => `${name} – Gallery`,
  render: ({ name }, on) => html`
    <form id="rename" phx-submit="${on.rename}">
      <label>Title <input id="name" name="name" value="${name}"></label><button>Rename</button>
    </form>`,
})
