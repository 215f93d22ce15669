import { readFile } from 'node:fs/promises'
import { component, fileInput, html, liveView, Type, upload } from 'oriel'
import type { Saved } from './uploads.ts'

/** A part of the page that takes a file of its own. */
const drawer = component({
  uploads: { paper: upload({ accept: ['.txt'] }) },
  events: { check: Type.Object({}), save: Type.Object({}) },
  mount: (_: { title: string }) => ({ saved: [] as readonly Saved[] }),
  handleEvent: {
    check: () => {},
    async save(live) {
      const fresh = await live.consumeUploads('paper', async ({ path }, { name }) => ({
        name,
        bytes: (await readFile(path)).length,
      }))
      live.assign({ saved: [...live.assigns.saved, ...fresh] })
    },
  },
  render: ({ id, title, paper, saved }, on) => html`
    <section id="${id}">
      <form id="${id}-form" phx-change="${on.check}" phx-submit="${on.save}">
        <label for="${paper.ref}">${title}</label> ${fileInput(paper)}
        <button>Save</button>
      </form>
      <p class="chosen">${paper.entries.map(({ name, progress }) => `${name} ${progress} %`).join()}</p>
      <p class="saved">${saved.map(({ name, bytes }) => `${name}: ${bytes} bytes`).join()}</p>
    </section>`,
})

/** Two drawers that do not know of each other's files. */
export const uploadComponent = liveView({
  mount: () => ({}),
  render: () => html`${drawer({ id: 'left', title: 'Left' })} ${drawer({ id: 'right', title: 'Right' })}`,
})
