import { html, liveView, portal, Type } from 'oriel'
import { type PubSub, topic } from 'oriel/bus'

const ticked = topic<number>('gallery ticked')

/** Elements that wait for an answer, while the view changes for another reason; the same in a portal. */
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
    render({ count, text, tick }, on) {
      const waiting = (place: '' | 'moved-') => html`
        <button id="${place}count" phx-click="${on.count}">${count} at ${tick}</button>
        <form id="${place}form" phx-change="${on.type}">
          <label>Text <input id="${place}text" name="text" value="${text}"></label>
          <p id="${place}in-form">${text} at ${tick}</p>
          <button id="${place}count-in-form" type="button" phx-click="${on.count}">${count} in the form, at ${tick}</button>
        </form>`
      return html`
        <p id="tick">${tick}</p>
        <button id="send-tick" phx-click="${on.tick}">Tick in every browser</button>
        ${waiting('')}
        ${portal({ id: 'portal', target: '#place' }, waiting('moved-'))}
        <section id="place"></section>`
    },
  })
