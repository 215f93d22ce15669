import { each, html, liveView, optional, Type } from 'oriel'
import { type PubSub, topic } from 'oriel/bus'

interface Line {
  readonly id: string
  readonly text: string
}

const said = topic<Line>('gallery said')
const whispered = topic<string>('gallery whispered')

const idOf = ({ id }: Line) => id
const lineRow = ({ text }: Line) => html`<li>${text}</li>`

/** What one browser says, all hear; whispers reach those who listen for them. */
export const topics = (pubsub: PubSub) =>
  liveView({
    events: {
      say: Type.Object({ text: Type.String({ minLength: 1 }) }),
      note: Type.Object({ text: Type.String() }),
      whisper: Type.Object({}),
      listen: Type.Object({}),
      mute: Type.Object({}),
    },
    topics: { said },
    mount: () => ({ lines: [] as readonly Line[], whispers: 0, mute: optional<() => void>() }),
    handleEvent: {
      say: (live, { text }) => pubsub.publish(said, { id: live.eventId, text }),
      note(live, { text }) {
        const line = { id: live.eventId, text }
        live.assign({ lines: [...live.assigns.lines, { ...line, text: `I: ${text}` }] })
        return pubsub.publish(said, line, { except: live })
      },
      whisper: () => pubsub.publish(whispered, 'psst'),
      listen(live) {
        const mute = live.subscribe(whispered, () => live.assign({ whispers: live.assigns.whispers + 1 }))
        live.assign({ mute })
      },
      mute(live) {
        live.assigns.mute?.()
        live.assign({ mute: undefined })
      },
    },
    handleInfo: { said: (live, line) => live.assign({ lines: [...live.assigns.lines, line] }) },
    render: ({ lines, whispers, mute }, on) => html`
      <form id="say" phx-submit="${on.say}"><label>Say <input id="text" name="text"></label></form>
      <ul id="lines">${each(lines, idOf, lineRow)}</ul>
      <button id="note" phx-click="${on.note({ text: 'back soon' })}">Say that I am back soon</button>
      <button id="whisper" phx-click="${on.whisper}">Whisper</button>
      ${mute ? html`<button id="mute" phx-click="${on.mute}">Mute</button>` : html`<button id="listen" phx-click="${on.listen}">Listen</button>`}
      <p id="whispers">${whispers}</p>`,
  })
