import { html, liveView, Type } from 'oriel'
import { type PubSub, topic } from 'oriel/bus'

const ticked = topic<number>('gallery ticked')

/** Elements that wait for an answer, while the view changes for another reason. */
export const locks = (pubsub: PubSub) =>
  liveView({
    events: { count: Type.Object({}), type: Type.Object({ text: Type.String() }), tick: Type.Object({}) },
    topics: { ticked },
    mount: () => ({ count: 0, text: '', tick: 0 }),
    handleEvent: {
      count: (live) => live.assign({ count: live.assigns.count + 1 }),
      type: (live, { text }) => live.assign({ text }),
      tick: (live) => pubsub.publish(ticked, live.assigns.tick + 1),
    },
    handleInfo: { ticked: (live, tick) => live.assign({ tick }) },
    render: ({ count, text, tick }, on) => html`
      <p id="tick">${tick}</p>
      <button id="send-tick" phx-click="${on.tick}">Tick in every browser</button>
      <button id="count" phx-click="${on.count}">${count} at ${tick}</button>
      <form id="form" phx-change="${on.type}">
        <label>Text <input id="text" name="text" value="${text}"></label>
        <p id="in-form">${text} at ${tick}</p>
        <button id="count-in-form" type="button" phx-click="${on.count}">${count} in the form, at ${tick}</button>
      </form>`,
  })
