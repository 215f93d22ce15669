import type { Readable } from 'node:stream'

/** Takes the bytes of one image. */
export interface ImageSink {
  /** Resolves when more can be taken. */
  write(bytes: Uint8Array): Promise<void>
  /** All is written: the image can be read from now on, also after a crash. */
  close(): Promise<void>
  /** Gives up what is not closed. */
  abort(): Promise<void>
}

/** Where images are kept, by names that Chatter makes. */
export interface ImageStore {
  /** Begins an image of so many bytes. */
  create(name: string, size: number): Promise<ImageSink>
  /** The bytes of an image; undefined when there is none of that name. */
  read(name: string): Promise<Readable | undefined>
  /** Takes an image away, if it is there. */
  remove(name: string): Promise<void>
}
