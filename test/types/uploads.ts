/** What uploads infer, and the mistakes that do not compile: `tsc -p test` is the test. */
import { component, html, liveView, postpone, type TempFile, Type, type UploadEntry, upload } from 'oriel'
import { same } from './same.ts'

const hashed = upload({ writer: () => ({ write: () => {}, close: () => 7 }) })
const elsewhere = upload({ external: ({ id }) => ({ uploader: 'S3', key: id }) })

export const inferred = liveView({
  session: Type.Object({ id: Type.String() }),
  uploads: ({ session }) => {
    same<typeof session, { id: string }>(true)
    return { photos: upload({ accept: ['.png'] }), hashed, elsewhere }
  },
  events: { save: Type.Object({}) },
  mount: () => ({ count: 0 }),
  handleEvent: {
    async save(live) {
      same<typeof live.assigns.count, number>(true)
      const paths = await live.consumeUploads('photos', (file, entry) => {
        same<typeof file, TempFile>(true)
        same<typeof entry, UploadEntry>(true)
        return entry.progress > 50 ? postpone() : file.path
      })
      same<typeof paths, readonly string[]>(true)
      await live.consumeUploads('hashed', (hash) => same<typeof hash, number>(true))
      await live.consumeUploads('elsewhere', ({ key }) => same<typeof key, string>(true))
      live.cancelUpload('photos', '0')
      live.allowUpload('photos', !live.assigns.photos.isAllowed)
      // @ts-expect-error no such upload
      live.allowUpload('phtos', true)
      // @ts-expect-error no such upload
      live.cancelUpload('phtos')
      // @ts-expect-error an assign that is no upload
      live.cancelUpload('count')
    },
  },
  handleProgress: {
    photos(live, entry) {
      same<typeof live.assigns.photos.entries, readonly UploadEntry[]>(true)
      same<typeof entry.progress, number>(true)
    },
    // @ts-expect-error no such upload
    phtos: () => {},
  },
  render: ({ photos, count }) => html`<p>${photos.entries.length} ${count}</p>`,
})

export const inComponent = component({
  uploads: { photos: upload() },
  mount: (_: { title: string }) => ({ count: 0 }),
  handleProgress: {
    photos(live, entry) {
      same<typeof live.assigns.title, string>(true)
      if (entry.isDone) live.cancelUpload('photos')
    },
  },
  render: ({ title, photos }) => html`<p>${title} ${photos.entries.length}</p>`,
})

// @ts-expect-error no such way of counting
export const counted = () => upload({ maxEntriesMode: 'all' })

const writer = () => ({ write: () => {}, close: () => {} })
const external = () => ({ uploader: 'S3' })
// @ts-expect-error a writer and elsewhere
export const both = () => upload({ writer, external })
