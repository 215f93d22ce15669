import type { Uploader } from '../../../client/live/index.ts'

/** Sends each file by a signed PUT. */
const Put: Uploader = (entries) => {
  for (const entry of entries) {
    const { url } = entry.meta as unknown as { readonly url: string }
    const request = new XMLHttpRequest()
    entry.onCancel(() => request.abort())
    request.onload = () => (request.status === 200 ? entry.progress(100) : entry.error())
    request.onerror = () => entry.error()
    request.upload.onprogress = ({ loaded, total }) => {
      // The answer decides whether all of it is there.
      entry.progress(Math.min(99, (loaded / total) * 100))
    }
    request.open('PUT', url)
    request.setRequestHeader('content-type', entry.file.type)
    request.send(entry.file)
  }
}

/** Sends each file by a signed form. */
const Post: Uploader = (entries) => {
  for (const entry of entries) {
    const { url, fields } = entry.meta as unknown as { readonly url: string; readonly fields: object }
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', entry.file)
    fetch(url, { method: 'POST', body: form }).then(
      ({ ok }) => (ok ? entry.progress(100) : entry.error()),
      () => entry.error(),
    )
  }
}

/** Sends what is good in no time, and what is bad never. */
const Frail: Uploader = (entries) => {
  for (const entry of entries)
    setTimeout(() => (entry.file.name.startsWith('bad') ? entry.error() : entry.progress(100)), 20)
}

/** Sends nothing, and tells the page when it has been stopped. */
const Endless: Uploader = (_, onViewError) => onViewError(() => document.body.classList.add('stopped'))

export const uploaders = { Put, Post, Endless, Frail }
