import { html, liveView, Type } from 'oriel'
import { type PubSub, topic } from 'oriel/bus'

const renamed = topic<string>('gallery renamed')

/** Fields that the view writes to while somebody is in them. */
export const held = (pubsub: PubSub) =>
  liveView({
    events: { rename: Type.Object({ to: Type.String() }) },
    topics: { renamed },
    mount: () => ({ name: 'one' }),
    handleEvent: { rename: (_, { to }) => pubsub.publish(renamed, to) },
    handleInfo: { renamed: (live, name) => live.assign({ name }) },
    render: ({ name }, on) => html`
      <label>Text <input id="text" value="${name}" class="${name}"></label>
      <label>Lines <textarea id="lines" class="${name}">${name}</textarea></label>
      <p id="name">${name}</p>
      <button id="rename" phx-click="${on.rename({ to: 'two' })}">Rename</button>`,
  })
