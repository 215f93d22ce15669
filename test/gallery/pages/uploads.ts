import { readFile } from 'node:fs/promises'
import {
  each,
  fileInput,
  html,
  imagePreview,
  liveView,
  Type,
  type Upload,
  type UploadEntry,
  upload,
  uploadMessage,
} from 'oriel'

/** A file that was saved: enough of it to see that nothing is missing. */
export interface Saved {
  readonly name: string
  readonly bytes: number
}

const byRef = ({ ref }: UploadEntry) => ref

const errorsOf = ({ errors }: Pick<UploadEntry, 'errors'>) =>
  errors.map((error) => html`<strong class="error">${uploadMessage(error)}</strong>`)

const entryRow = (entry: UploadEntry) => html`
  <li class="entry">
    ${entry.name.endsWith('.png') && imagePreview(entry, { width: 32 })}
    <span class="name">${entry.name}</span>
    <progress max="100" value="${entry.progress}"></progress> <span class="progress">${entry.progress} %</span>
    <button type="button" phx-click="cancel" phx-value-ref="${entry.ref}" aria-label="Cancel ${entry.name}">×</button>
    ${errorsOf(entry)}
  </li>`

/** The files that are chosen, and what is wrong with them. Outside of their form, whose buttons rest while it is sent. */
export const chosen = (files: Upload) => html`
  <ul id="chosen">${each(files.entries, byRef, entryRow)}</ul>
  <p id="problem">${errorsOf(files)}</p>`

export const savedList = (saved: readonly Saved[]) => html`
  <ul id="saved">${saved.map(({ name, bytes }) => html`<li>${name}: ${bytes} bytes</li>`)}</ul>`

/** Files that are sent when their form is: two at most, texts and images, by a click or a drop. */
export const uploads = liveView({
  uploads: {
    papers: upload({
      accept: ['.txt', '.png'],
      maxEntries: 2,
      maxFileSize: 500_000,
      chunkSize: 16_000,
      validate: ({ name }) => (name.startsWith('secret') ? 'Secrets stay at home.' : undefined),
    }),
  },
  events: {
    check: Type.Object({ title: Type.String() }),
    save: Type.Object({ title: Type.String() }),
    cancel: Type.Object({ ref: Type.String() }),
  },
  mount: () => ({ title: '', saved: [] as readonly Saved[] }),
  handleEvent: {
    check: (live, { title }) => live.assign({ title }),
    async save(live, { title }) {
      const fresh = await live.consumeUploads('papers', async ({ path }, { name }) => ({
        name: `${title} ${name}`.trim(),
        bytes: (await readFile(path)).length,
      }))
      live.assign({ title: '', saved: [...live.assigns.saved, ...fresh] })
    },
    cancel: (live, { ref }) => live.cancelUpload('papers', ref),
  },
  render: ({ title, papers, saved }, on) => html`
    <form id="form" phx-change="${on.check}" phx-submit="${on.save}" phx-drop-target="${papers.ref}">
      <label>Title <input name="title" value="${title}"></label>
      <label for="${papers.ref}">Papers</label> ${fileInput(papers)}
      <button>Save</button>
    </form>
    ${chosen(papers)}
    <p>Typed: <span id="typed">${title}</span></p>
    ${savedList(saved)}`,
})
