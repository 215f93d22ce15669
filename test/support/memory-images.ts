import { Readable } from 'node:stream'
import type { ImageStore } from '../../src/chatter/index.ts'

/** A place for images that a test can look into. */
export interface MemoryImages extends ImageStore {
  /** What is kept, by name; what is not closed is there, too. */
  readonly kept: ReadonlyMap<string, Buffer>
}

/** Keeps images in memory. */
export function memoryImages(): MemoryImages {
  const kept = new Map<string, Buffer>()
  return {
    kept,
    async create(name) {
      kept.set(name, Buffer.alloc(0))
      return {
        async write(bytes) {
          kept.set(name, Buffer.concat([kept.get(name) ?? Buffer.alloc(0), bytes]))
        },
        async close() {},
        abort: async () => void kept.delete(name),
      }
    },
    async read(name) {
      const bytes = kept.get(name)
      return bytes && Readable.from([bytes])
    },
    remove: async (name) => void kept.delete(name),
  }
}
