import { html, liveView, Type } from 'oriel'

/** The title of the document, which follows the assigns; what stands around it is up to the layout. */
export const title = liveView({
  events: { rename: Type.Object({ name: Type.String() }) },
  mount: () => ({ name: 'Untitled' }),
  handleEvent: { rename: (live, { name }) => live.assign({ name }) },
  title: ({ name }) => name,
  render: ({ name }, on) => html`
    <form id="rename" phx-submit="${on.rename}">
      <label>Title <input id="name" name="name" value="${name}"></label><button>Rename</button>
    </form>`,
})
