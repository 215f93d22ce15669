import { fileInput, html, liveView, Type, type Upload, upload } from 'oriel'
import { chosen } from './uploads.ts'

const names = ({ entries }: Upload) => entries.map(({ name, progress }) => `${name} ${progress} %`).join(', ')

/** Files that come in odd ways: too many, of a wrong type, beside something else, by an uploader that fails. */
export const uploadTrials = liveView({
  // It ends with its connection, as that of any server does that starts anew.
  resumeWithin: 0,
  uploads: {
    single: upload({ accept: ['.txt'] }),
    early: upload({ accept: ['.txt'], autoUpload: true, maxEntries: 2 }),
    sent: upload({ maxEntries: 2, external: () => ({ uploader: 'Frail' }) }),
  },
  events: {
    check: Type.Object({}),
    typed: Type.Object({ text: Type.String() }),
    turn: Type.Object({}),
    saveEarly: Type.Object({}),
    saveSent: Type.Object({}),
    cancel: Type.Object({ ref: Type.String() }),
    cancelEarly: Type.Object({ ref: Type.String() }),
    cancelSent: Type.Object({ ref: Type.String() }),
  },
  mount: () => ({ text: '', isWide: false, saved: [] as readonly string[], born: performance.now() }),
  handleEvent: {
    check: () => {},
    typed: (live, { text }) => live.assign({ text }),
    turn: (live) => live.assign({ isWide: !live.assigns.isWide }),
    async saveEarly(live) {
      const fresh = await live.consumeUploads('early', (_, { name }) => name)
      live.assign({ saved: [...live.assigns.saved, ...fresh] })
    },
    async saveSent(live) {
      const fresh = await live.consumeUploads('sent', (_, { name }) => name)
      live.assign({ saved: [...live.assigns.saved, ...fresh] })
    },
    cancel: (live, { ref }) => live.cancelUpload('single', ref),
    cancelEarly: (live, { ref }) => live.cancelUpload('early', ref),
    cancelSent: (live, { ref }) => live.cancelUpload('sent', ref),
  },
  render: ({ single, early, sent, text, isWide, saved, born }, on) => html`
    <p id="born">${born}</p>
    <form id="single" phx-change="${on.check}" phx-drop-target="${single.ref}">
      <label for="${single.ref}">One</label> ${fileInput(single, { class: isWide ? 'wide' : 'narrow' })}
    </form>
    <button id="turn" phx-click="${on.turn}">Turn</button>
    ${chosen(single)}
    <form id="early" phx-change="${on.check}" phx-submit="${on.saveEarly}">
      <label for="${early.ref}">Early</label> ${fileInput(early)}
      <button id="save-early">Save early</button>
    </form>
    <p id="early-chosen">${names(early)}</p>
    <p id="early-problem">${early.entries.flatMap(({ errors }) => errors)}</p>
    ${early.entries.map(({ ref }) => html`<button class="cancel-early" phx-click="${on.cancelEarly({ ref })}">Give up</button>`)}
    <form id="typing" phx-change="${on.typed}">
      <label>Text <input id="text" name="text" value="${text}"></label>
      <button id="both" type="button" phx-hook="PickerAndTyper" data-upload="early">Choose and type</button>
    </form>
    <p id="typed">${text}</p>
    <form id="sent" phx-change="${on.check}" phx-submit="${on.saveSent}">
      <label for="${sent.ref}">Sent</label> ${fileInput(sent, { required: true })}
      <button id="save-sent">Save sent</button>
    </form>
    <p id="sent-chosen">${names(sent)}</p>
    <p id="sent-problem">${sent.entries.flatMap(({ errors }) => errors)}</p>
    ${sent.entries
      .filter(({ errors }) => errors.length > 0)
      .map(
        ({ ref }) => html`<button id="cancel-sent" phx-click="${on.cancelSent({ ref })}">Give up</button>`,
      )}
    <p id="saved">${saved.join(', ')}</p>`,
})
