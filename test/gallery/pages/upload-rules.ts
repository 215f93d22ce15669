import { fileInput, html, liveView, Type, upload } from 'oriel'
import { chosen } from './uploads.ts'

/** One file at least and two in all, while files are taken at all; and a file whose uploader never ends. */
export const uploadRules = liveView({
  uploads: {
    proofs: upload({ maxEntries: 2, maxEntriesMode: 'total' }),
    endless: upload({ autoUpload: true, external: () => ({ uploader: 'Endless' }) }),
  },
  events: {
    check: Type.Object({}),
    save: Type.Object({}),
    turn: Type.Object({}),
    crash: Type.Object({}),
    cancel: Type.Object({ ref: Type.String() }),
  },
  mount: () => ({ saved: [] as readonly string[] }),
  handleEvent: {
    check: () => {},
    async save(live) {
      const fresh = await live.consumeUploads('proofs', (_, { name, meta }) =>
        meta === undefined ? name : `${name} ${JSON.stringify(meta)}`,
      )
      live.assign({ saved: [...live.assigns.saved, ...fresh] })
    },
    turn: (live) => live.allowUpload('proofs', !live.assigns.proofs.isAllowed),
    crash() {
      throw new Error('planted')
    },
    cancel: (live, { ref }) => live.cancelUpload('proofs', ref),
  },
  render: ({ proofs, endless, saved }, on) => html`
    <form id="form" phx-change="${on.check}" phx-submit="${on.save}" phx-drop-target="${proofs.ref}">
      <label for="${proofs.ref}">Proofs</label> ${fileInput(proofs, { required: true })}
      <button>Save</button>
    </form>
    <button id="picker" phx-hook="Picker" data-upload="proofs">Choose by a script</button>
    <button id="turn" phx-click="${on.turn}">${proofs.isAllowed ? 'Take no files' : 'Take files'}</button>
    ${chosen(proofs)}
    <ul id="saved">${saved.map((name) => html`<li>${name}</li>`)}</ul>
    <form id="endless" phx-change="${on.check}">
      <label for="${endless.ref}">Without an end</label> ${fileInput(endless)}
    </form>
    <p id="on-the-way">${endless.entries.map(({ name, isPreflighted }) => `${name}${isPreflighted ? ' is on its way' : ''}`)}</p>
    <button id="crash" phx-click="${on.crash}">Crash</button>`,
})
