import { createReadStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImageStore } from '../chatter/index.ts'

/** Keeps images as files of a folder, which is made when the first one comes. */
export function diskStore(folder: string): ImageStore {
  const pathOf = (name: string) => join(folder, name)
  return {
    async create(name) {
      await mkdir(folder, { recursive: true })
      const path = pathOf(name)
      const file = await open(path, 'wx', 0o640)
      return {
        // A write may take only a part of the bytes; this one goes on until all are written.
        write: (bytes) => file.appendFile(bytes),
        async close() {
          // The message that has the image will outlive a crash of the machine, and so must the image.
          await file.datasync()
          await file.close()
        },
        async abort() {
          await file.close()
          await rm(path, { force: true })
        },
      }
    },
    async read(name) {
      const file = await open(pathOf(name)).catch(unlessMissing)
      return file && createReadStream('', { fd: file })
    },
    remove: (name) => rm(pathOf(name), { force: true }),
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}
