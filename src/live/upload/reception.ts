import type { UploadEntry } from '../template/upload.ts'
import type { Accept } from '../view/accept.ts'
import type { MaybePromise } from '../view/live.ts'
import type { UploadWriter } from '../view/upload.ts'
import { isGenuine, TELLING_BYTES } from './content.ts'
import { failedBy, Refusal, refusedBy } from './refusal.ts'

/** How many chunks may wait for the writer; an honest client sends one at a time. */
const WAITING = 4

/** What a reception is bound to, and who hears of its end. */
export interface ReceptionOptions {
  readonly accept: Accept | undefined
  /** Bytes that travel at once. */
  readonly chunkSize: number
  /** Milliseconds between two chunks. */
  readonly chunkTimeout: number
  readonly openWriter: (entry: UploadEntry) => MaybePromise<UploadWriter<unknown>>
  /** The file will not be completed. Called once, unless `end` was. */
  readonly onFailed: (refusal: Refusal) => void
  /** What a writer throws when the file has gone already. */
  readonly onLeftBehind: (error: unknown) => void
}

/** One file that comes in: counts its bytes, looks at the first of them, and hands all to a writer, one chunk at a time. */
export class Reception {
  readonly #entry: UploadEntry
  readonly #options: ReceptionOptions
  readonly #endings: (() => void)[] = []
  /** What brings the bytes; undefined while nothing does. */
  #carrier: object | undefined
  #writer: UploadWriter<unknown> | undefined
  #head: readonly Uint8Array[] = []
  #received = 0
  #written = 0
  #waiting = 0
  #tail: Promise<unknown> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  #file: { readonly value: unknown } | undefined
  #isOver = false

  constructor(entry: UploadEntry, options: ReceptionOptions) {
    this.#entry = entry
    this.#options = options
  }

  /** Resolves when all that has come is written. */
  get written(): Promise<unknown> {
    return this.#tail
  }

  /** Percent of the bytes that are written. */
  get progress(): number {
    return Math.floor((this.#written / this.#entry.size) * 100)
  }

  /** What the writer gave when all was written. */
  get file(): { readonly value: unknown } | undefined {
    return this.#file
  }

  /** Whether nothing more can come. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** This brings the bytes from now on, and nothing else. */
  carry(carrier: object): void {
    this.#carrier = carrier
    this.expect()
  }

  /** What brought the bytes is gone, and something else may follow. */
  release(carrier: object): void {
    if (this.#carrier !== carrier) return
    this.#carrier = undefined
    clearTimeout(this.#timer)
  }

  /** More has to come within its time. */
  expect(): void {
    if (this.#isOver || this.#file || this.#waiting > 0) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.interrupt(), this.#options.chunkTimeout)
  }

  /** Calls back when nothing more can come. */
  onOver(callback: () => void): void {
    this.#endings.push(callback)
  }

  /** Takes the next bytes, and resolves when they are written. Throws a refusal. */
  async take(carrier: object, bytes: Uint8Array): Promise<void> {
    // What comes late by a dead connection has come again by another.
    if (this.#isOver || this.#carrier !== carrier) throw refusedBy('interrupted')
    clearTimeout(this.#timer)
    const { size } = this.#entry
    const { chunkSize } = this.#options
    this.#received += bytes.length
    this.#waiting++
    if (this.#received > size)
      throw this.#fail(new Refusal('too_large', { reason: 'file_size_limit_exceeded', limit: size }))
    if (bytes.length === 0 || bytes.length > chunkSize || this.#waiting > WAITING)
      throw this.#fail(new Refusal('interrupted', { reason: 'malformed_chunk', limit: chunkSize }))
    const written = this.#tail.then(() => this.#write(bytes))
    this.#tail = written.catch(() => {})
    await written
    this.#waiting--
    if (this.#carrier) this.expect()
  }

  /**
   * Hands the file to whoever consumes it: until that is done it is not discarded, whatever ends meanwhile. It stays
   * when `use` gives false.
   */
  async consume(use: () => Promise<boolean>): Promise<void> {
    const used = this.#tail.then(use).then(async (isConsumed) => {
      if (!isConsumed) return
      this.#finish()
      await this.#dispose((writer) => writer.consumed?.(this.#file?.value))
    })
    this.#tail = used.catch(() => {})
    await used
  }

  /** The browser will send no more. */
  interrupt(): void {
    if (!this.#file) this.#fail(refusedBy('interrupted'))
  }

  /** The entry has gone: the writer discards what it has, once it is done with what it is at. */
  async end(): Promise<void> {
    this.#finish()
    await this.#tail
    await this.#dispose((writer) => writer.discard?.(this.#file?.value))
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (this.#isOver) throw refusedBy('interrupted')
    try {
      if (this.#writer) await this.#writer.write(bytes)
      else await this.#begin(bytes)
      this.#written += bytes.length
      if (this.#written === this.#entry.size) await this.#complete()
    } catch (error) {
      throw this.#fail(error instanceof Refusal ? error : failedBy(error))
    }
  }

  /** Holds the first bytes back until they tell what the file is. */
  async #begin(bytes: Uint8Array): Promise<void> {
    const { size } = this.#entry
    this.#head = [...this.#head, bytes]
    const isTelling = this.#written + bytes.length >= Math.min(size, TELLING_BYTES)
    if (!isTelling) return
    const head = Buffer.concat(this.#head)
    this.#head = []
    if (!(await isGenuine(this.#options.accept, this.#entry, head)))
      throw new Refusal('not_accepted', { reason: 'writer_error' })
    this.#writer = await this.#options.openWriter(this.#entry)
    await this.#writer.write(head)
  }

  async #complete(): Promise<void> {
    clearTimeout(this.#timer)
    this.#file = { value: await this.#writer!.close() }
  }

  #fail(refusal: Refusal): Refusal {
    if (this.#isOver) return refusal
    this.#options.onFailed(refusal)
    void this.end()
    return refusal
  }

  #finish(): void {
    clearTimeout(this.#timer)
    this.#isOver = true
    for (const ending of this.#endings.splice(0)) ending()
  }

  async #dispose(how: (writer: UploadWriter<unknown>) => unknown): Promise<void> {
    const writer = this.#writer
    this.#writer = undefined
    try {
      if (writer) await how(writer)
    } catch (error) {
      this.#options.onLeftBehind(error)
    }
  }
}
