import type { Readable } from 'node:stream'
import { type Image, ImageRefused, readHead, typeOfImage } from './image.ts'
import type { ImageSink, ImageStore } from './image-store.ts'
import type { Log } from './log.ts'
import type { PendingImages } from './pending-images.ts'

/** Takes one image as it comes. Its methods are called one after another. */
export interface ImageWriter {
  /** Throws `ImageRefused` for what is no image that is taken. */
  write(bytes: Uint8Array): Promise<void>
  /** All is written. Gives the image, which has no description yet. */
  close(): Promise<Image>
  /** The sender does not need it any more. It stays if a message has it. */
  discard(): Promise<void>
}

/** An image as it is read. */
export interface ReadImage {
  /** Its media type. */
  readonly type: string
  readonly bytes: Readable
}

/** The images of the room. One belongs to nobody until a message has it, and does not stay behind if none ever does. */
export interface Images {
  /** Bytes that one image may have. */
  readonly maxBytes: number
  /** Takes an image of so many bytes; the id, a UUID, becomes part of its name. */
  receive(id: string, size: number): ImageWriter
  /** Gives an image by its name; undefined for what is no name, or of no image. */
  read(name: string): Promise<ReadImage | undefined>
  /** Removes what was chosen a day ago and never sent; called once an hour, too. */
  sweep(): Promise<void>
  /** Ends the timer. */
  close(): void
}

/** What the images of the room stand on. */
export interface ImagesOptions {
  readonly store: ImageStore
  readonly pending: PendingImages
  readonly maxBytes: number
  readonly log: Log
}

/** The head of an image, with what programs have written before its size, is no longer than this. */
const HEAD_BYTES = 1024 * 1024

const SWEEP_MS = 3_600_000

/** Opens the images of the room, and removes what an earlier process has left behind. */
export function createImages({ store, pending, maxBytes, log }: ImagesOptions): Images {
  /** What is not in the store any more needs no row; what could not be removed keeps one, and is swept later. */
  async function remove(name: string): Promise<void> {
    try {
      await store.remove(name)
    } catch (error) {
      await pending.add(name)
      throw error
    }
  }

  async function sweep(): Promise<void> {
    const tell = (error: unknown) =>
      log.error({ err: error }, 'images that were never sent cannot be removed')
    const stale = await pending.dropStale().catch(tell)
    for (const name of stale ?? []) await remove(name).catch(tell)
  }

  const timer = setInterval(sweep, SWEEP_MS).unref()
  return {
    maxBytes,
    receive: (id, size) => new IncomingImage({ id, size, store, pending, remove }),
    async read(name) {
      const type = typeOfImage(name)
      const bytes = type && (await store.read(name))
      return bytes ? { type, bytes } : undefined
    },
    sweep,
    close: () => clearInterval(timer),
  }
}

interface IncomingOptions extends Pick<ImagesOptions, 'store' | 'pending'> {
  readonly id: string
  readonly size: number
  readonly remove: (name: string) => Promise<void>
}

class IncomingImage implements ImageWriter {
  readonly #options: IncomingOptions
  #head: readonly Uint8Array[] = []
  #image: Image | undefined
  #sink: ImageSink | undefined

  constructor(options: IncomingOptions) {
    this.#options = options
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#sink) return await this.#sink.write(bytes)
    // Nothing is stored of what does not say that it is an image.
    this.#head = [...this.#head, bytes]
    const held = Buffer.concat(this.#head)
    const head = readHead(held)
    if (head) await this.#begin(`${this.#options.id}.${head.extension}`, head, held)
    else if (held.length > HEAD_BYTES) throw unreadable()
  }

  async close(): Promise<Image> {
    if (!this.#sink || !this.#image) throw unreadable()
    await this.#sink.close()
    this.#sink = undefined
    return this.#image
  }

  async discard(): Promise<void> {
    const { pending, remove } = this.#options
    await this.#sink?.abort()
    this.#sink = undefined
    if (this.#image && (await pending.drop(this.#image.name))) await remove(this.#image.name)
  }

  async #begin(name: string, { width, height }: Omit<Image, 'alt' | 'name'>, held: Buffer): Promise<void> {
    const { pending, store, size } = this.#options
    await pending.add(name)
    this.#image = Object.freeze({ name, width, height, alt: '' })
    this.#head = []
    this.#sink = await store.create(name, size)
    await this.#sink.write(held)
  }
}

const unreadable = () => new ImageRefused('The image cannot be read.')
