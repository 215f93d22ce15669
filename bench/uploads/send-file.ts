import { openView, type View } from '../load/view.ts'

const CHUNK = 64_000

/** A file as a page is to get it. */
interface Sending {
  readonly page: URL
  readonly size: number
  /** Hears after each chunk how many bytes have gone; false ends it there. */
  readonly onChunk: (sent: number) => unknown
}

/** Opens a page, and sends one file there as a browser does; gives the view when all has gone. */
export async function sendFile({ page, size, onChunk }: Sending): Promise<View> {
  const { view } = await openView(page)
  await sendOver(view, '0', size, onChunk)
  return view
}

/** Sends a file over a view that is open; the ref tells it from those before. */
export async function sendOver(
  view: View,
  ref: string,
  size: number,
  onChunk: (sent: number) => unknown,
): Promise<void> {
  const upload = `${view.id}-file`
  const entry = { ref, name: 'file.bin', size, type: '', last_modified: 0, relative_path: '' }
  const uploads = { [upload]: [entry] }
  await view.call('event', { type: 'form', event: 'check', value: '', meta: {}, uploads })
  const { payload } = await view.call('allow_upload', { ref: upload, entries: [entry] })
  const token = (payload.response['entries'] as Readonly<Record<string, string>>)[ref]
  const topic = `lvu:${ref}`
  const joinRef = await view.joinTopic(topic, { token })
  let told = 0
  for (let sent = 0; sent < size; ) {
    const bytes = new Uint8Array(Math.min(CHUNK, size - sent))
    await view.chunk(joinRef, topic, bytes)
    sent += bytes.length
    const progress = Math.floor((sent / size) * 100)
    if (progress > told) await view.call('progress', { event: null, ref: upload, entry_ref: ref, progress })
    told = progress
    if ((await onChunk(sent)) === false) return
  }
}

/** Has the view take the file that has come, and gives what it shows of that. */
export async function save(view: View): Promise<string> {
  const { payload } = await view.call('event', { type: 'form', event: 'save', value: '', meta: {} })
  return JSON.stringify(payload)
}
