import { createHash } from 'node:crypto'
import { fileInput, html, liveView, Type, upload } from 'oriel'
import { chosen } from './uploads.ts'

/** Files that are sent as soon as they are chosen, and of which only a checksum is kept. */
export const uploadAuto = liveView({
  uploads: {
    files: upload({
      maxEntries: 3,
      autoUpload: true,
      chunkSize: 16_000,
      writer() {
        const hash = createHash('sha256')
        return { write: (bytes) => hash.update(bytes), close: () => hash.digest('hex') }
      },
    }),
  },
  events: { check: Type.Object({}), cancel: Type.Object({ ref: Type.String() }) },
  mount: () => ({ sums: [] as readonly string[] }),
  handleEvent: { check: () => {}, cancel: (live, { ref }) => live.cancelUpload('files', ref) },
  handleProgress: {
    async files(live, entry) {
      if (!entry.isDone) return
      const [sum = ''] = await live.consumeUploads('files', (digest) => digest, [entry])
      live.assign({ sums: [...live.assigns.sums, `${entry.name}: ${sum}`] })
    },
  },
  render: ({ files, sums }, on) => html`
    <form id="form" phx-change="${on.check}">
      <label for="${files.ref}">Files</label> ${fileInput(files)}
    </form>
    <button id="picker" phx-hook="Picker">Choose by a script</button>
    ${chosen(files)}
    <ul id="sums">${sums.map((sum) => html`<li>${sum}</li>`)}</ul>`,
})
