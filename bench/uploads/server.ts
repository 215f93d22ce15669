/** Serves the pages of the uploads bench, and tells its memory when it is asked. */
import { randomBytes } from 'node:crypto'
import fastify from 'fastify'
import { html, liveView, route, Type, upload } from 'oriel'
import { localPubSub } from 'oriel/bus'
import { live } from 'oriel/server'

/** Counts bytes, and keeps none. */
function counting() {
  let bytes = 0
  return {
    write(chunk: Uint8Array) {
      bytes += chunk.length
    },
    close: () => bytes,
  }
}

const files = liveView({
  uploads: { file: upload({ maxFileSize: 2 ** 31, writer: counting }) },
  events: { check: Type.Object({}), save: Type.Object({}) },
  mount: () => ({ bytes: 0 }),
  handleEvent: {
    check: () => {},
    async save(live) {
      const [bytes = 0] = await live.consumeUploads('file', (count) => count)
      live.assign({ bytes })
    },
  },
  render: ({ bytes, file }) =>
    html`<p>${`bytes ${bytes}`}, ${file.entries.map(({ progress }) => progress).join()}</p>`,
})

/** Keeps what comes in temporary files, as an upload does that says nothing else. */
const temporary = liveView({
  uploads: { file: upload({ maxFileSize: 2 ** 31 }) },
  events: { check: Type.Object({}), save: Type.Object({}) },
  mount: () => ({ files: 0 }),
  handleEvent: {
    check: () => {},
    async save(live) {
      const taken = await live.consumeUploads('file', () => 1)
      live.assign({ files: live.assigns.files + taken.length })
    },
  },
  render: ({ files, file }) =>
    html`<p>${`files ${files}`}, ${file.entries.map(({ progress }) => progress).join()}</p>`,
})

/** Has nothing to do with uploads. */
const clicks = liveView({
  events: { add: Type.Object({}) },
  mount: () => ({ count: 0 }),
  handleEvent: { add: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ count }) => html`<p>${count}</p>`,
})

const app = fastify()
await app.register(live, {
  routes: [route('/files', files), route('/temporary', temporary), route('/clicks', clicks)],
  rootLayout: ({ csrf, content }) =>
    html`<!doctype html><html lang="en"><head><meta name="csrf-token" content="${csrf}"><title>Bench</title></head><body>${content}</body></html>`,
  secret: randomBytes(48).toString('hex'),
  pubsub: localPubSub(),
})
const url = await app.listen({ port: 0, host: '127.0.0.1' })

process.on('message', () => {
  globalThis.gc?.()
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage()
  process.send?.({ rss, heapUsed, arrayBuffers })
})
process.on('disconnect', () => process.exit())
process.send?.(url)
