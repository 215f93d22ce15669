import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { bundleScript } from '../client/bundle.mjs'
import { isPrivate } from '../client/private-names.mjs'

/** The bytes of a script, as it is and as it travels: gzip 9, brotli 11. */
export interface Size {
  readonly raw: number
  readonly gzip: number
  readonly brotli: number
}

const client = join(import.meta.dirname, '../client')

const official = `
  import { Socket } from 'phoenix'
  import { LiveSocket } from 'phoenix_live_view'
  new LiveSocket('/live', Socket).connect()`

/** Everything that our client exports: what a production page can load, apart from the app's own hooks. */
export const ownSize = (): Promise<Size> => sizeOf("export * from './live/index.ts'", isPrivate)

/** Chatter's script: our client with the hooks of the app. */
export const chatterSize = (): Promise<Size> => sizeOf("import './app.ts'", isPrivate)

/** The packages phoenix and phoenix_live_view, bundled as ours is. */
export const officialSize = (): Promise<Size> => sizeOf(official)

async function sizeOf(entry: string, shorten?: RegExp): Promise<Size> {
  const { code } = await bundleScript({
    name: 'client.js',
    entry,
    folder: client,
    ...(shorten && { shorten }),
  })
  return {
    raw: Buffer.byteLength(code),
    gzip: gzipSync(code, { level: 9 }).length,
    brotli: brotliCompressSync(code).length,
  }
}
