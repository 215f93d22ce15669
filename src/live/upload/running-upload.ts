import { randomUUID } from 'node:crypto'
import { isRecord } from '../changeset/cast.ts'
import { NOTHING } from '../kit/nothing.ts'
import type { Upload, UploadEntry, UploadError } from '../template/upload.ts'
import { isAdmitted, kindOfFile } from '../view/accept.ts'
import type { MaybePromise } from '../view/live.ts'
import { Postponed } from '../view/outcome.ts'
import type { UploadOptions } from '../view/upload.ts'
import { checkChunk } from './chunk-size.ts'
import { type Described, described } from './description.ts'
import type { UploadGround } from './ground.ts'
import { type Bounds, preflightAnswer } from './preflight.ts'
import { Reception } from './reception.ts'
import { failedBy, type Refusal } from './refusal.ts'
import { tempFile } from './temp-file.ts'

/** A file of an upload, and what becomes of it. */
interface Held {
  entry: UploadEntry
  reception?: Reception
  /** What the browser was told to send it elsewhere. */
  external?: unknown
}

/** Entries that are kept beyond those that are allowed, so that a person sees what was too much. */
const BEYOND = 100

/** One upload of a running view: its files, from when they are chosen until they are consumed or given up. */
export class RunningUpload {
  readonly name: string
  readonly ref: string
  readonly #options: UploadOptions
  readonly #bounds: Bounds
  readonly #ground: UploadGround
  readonly #files = new Map<string, Held>()
  readonly #changed: (value: Upload) => void
  #isAllowed = true
  #consumed = 0

  /** `changed` is given the new value in a turn. */
  constructor(name: string, options: UploadOptions, ground: UploadGround, changed: (value: Upload) => void) {
    const { limits, prefix } = ground
    this.name = name
    this.ref = `${prefix}-${name}`
    this.#options = options
    this.#ground = ground
    this.#changed = changed
    this.#bounds = {
      maxEntries: options.maxEntries ?? limits.uploadEntries,
      maxFileSize: options.maxFileSize ?? limits.uploadBytes,
      chunkSize: options.chunkSize ?? limits.uploadChunkBytes,
      chunkTimeout: options.chunkTimeout ?? limits.uploadChunkMs,
    }
    checkChunk(name, this.#bounds.chunkSize, limits.frameBytes)
  }

  get value(): Upload {
    const { accept, autoUpload = false } = this.#options
    const { maxEntries, maxFileSize } = this.#bounds
    return Object.freeze({
      name: this.name,
      ref: this.ref,
      accept: accept?.join(','),
      maxEntries,
      maxFileSize,
      autoUpload,
      isAllowed: this.#isAllowed,
      entries: this.#files.size > 0 ? [...this.#files.values()].map(({ entry }) => entry) : NOTHING,
      errors: this.#files.size > this.#capacity ? (['too_many_files'] as const) : NOTHING,
    })
  }

  /** How many files there may be at once, as things are. */
  get #capacity(): number {
    const { maxEntries } = this.#bounds
    return this.#options.maxEntriesMode === 'total' ? Math.max(0, maxEntries - this.#consumed) : maxEntries
  }

  /** Lets files be chosen, or not any more: then those that are there are given up. */
  allow(isAllowed: boolean): void {
    this.#isAllowed = isAllowed
    if (!isAllowed) for (const ref of [...this.#files.keys()]) this.#drop(ref)
    this.#show()
  }

  /** Takes in the files that a person has chosen. Those that are known already stay. */
  select(raw: readonly unknown[]): void {
    if (!this.#isAllowed) return
    const fresh = raw.map(described).filter((file) => file !== undefined && !this.#files.has(file.ref))
    if (fresh.length === 0) return
    // Where there is room for one only, another one takes its place.
    if (this.#bounds.maxEntries === 1) for (const ref of [...this.#files.keys()]) this.#drop(ref)
    const room = this.#bounds.maxEntries + BEYOND - this.#files.size
    for (const file of fresh.slice(0, room)) this.#files.set(file!.ref, { entry: this.#entryOf(file!) })
    this.#show()
  }

  /** Agrees to take files: gives what the browser needs to send each of them. */
  async preflight(refs: readonly string[]): Promise<object> {
    const fine = [...this.#files.values()]
      .filter(({ entry }) => entry.errors.length === 0)
      .slice(0, this.#capacity)
    const wanted = fine.filter(({ entry, reception }) => refs.includes(entry.ref) && !reception)
    const entries: Record<string, unknown> = {}
    for (const held of wanted) {
      const pass = await this.#pass(held)
      if (pass !== undefined) entries[held.entry.ref] = pass
    }
    this.#show()
    return preflightAnswer(this.ref, this.#bounds, entries, this.value.entries)
  }

  /** Begins to receive a file, or goes on with it; or says why not, as the protocol has it. */
  open(ref: string, canGoOn: boolean): Reception | 'disallowed' | 'already_registered' {
    const held = this.#files.get(ref)
    if (!held?.entry.isPreflighted || held.entry.errors.length > 0 || this.#options.external)
      return 'disallowed'
    const { reception } = held
    if (reception) return canGoOn && !reception.isOver ? reception : 'already_registered'
    const { accept, writer = (entry: UploadEntry) => tempFile(entry, this.#ground.disk) } = this.#options
    const { chunkSize, chunkTimeout } = this.#bounds
    held.reception = new Reception(held.entry, {
      accept,
      chunkSize,
      chunkTimeout,
      openWriter: writer,
      onFailed: (refusal) => this.#failed(held, refusal),
      onLeftBehind: (cause) => this.#ground.tell(this.name, failedBy(cause)),
    })
    return held.reception
  }

  /** The browser is back: what it was sending goes on soon, or not at all. */
  expect(): void {
    for (const { reception } of this.#files.values()) reception?.expect()
  }

  /** Notes how far a file has come; gives its entry, or undefined when there is none any more. */
  progress(ref: string, told: unknown): UploadEntry | undefined {
    const held = this.#files.get(ref)
    if (!held) return undefined
    const { errors, isPreflighted } = held.entry
    if (isRecord(told)) held.reception?.interrupt()
    if (errors.length > 0) return held.entry
    if (isRecord(told))
      this.#give(held, { errors: [this.#options.external ? 'external_failed' : 'interrupted'] })
    else if (isPreflighted) this.#move(held, Number(told))
    this.#show()
    return held.entry
  }

  /** Gives one file up, or all. */
  cancel(ref?: string): void {
    for (const each of ref === undefined ? [...this.#files.keys()] : [ref]) this.#drop(each)
    this.#show()
  }

  /** Hands over the files that are whole, one after another; each goes unless it is postponed. */
  async consume<R>(
    use: (file: unknown, entry: UploadEntry) => MaybePromise<R | Postponed>,
    only: readonly Pick<UploadEntry, 'ref'>[] = this.value.entries,
  ): Promise<readonly R[]> {
    const results: R[] = []
    for (const { ref } of only) {
      const held = this.#files.get(ref)
      if (!held?.entry.isDone) continue
      const { entry, reception, external } = held
      const run = async () => {
        const result = await use(reception ? reception.file?.value : external, entry)
        if (result instanceof Postponed) return false
        this.#files.delete(ref)
        this.#consumed++
        results.push(result)
        return true
      }
      await (reception ? reception.consume(run) : run())
      this.#show()
    }
    return results
  }

  end(): void {
    for (const { reception } of this.#files.values()) void reception?.end()
    this.#files.clear()
  }

  #entryOf(file: Described): UploadEntry {
    const base = { upload: this.ref, id: randomUUID(), progress: 0, isPreflighted: false, isDone: false }
    const entry: UploadEntry = Object.freeze({ ...file, ...base, errors: [] })
    const error = this.#problemOf(entry)
    return error === undefined ? entry : Object.freeze({ ...entry, errors: [error] })
  }

  #problemOf(entry: UploadEntry): UploadError | undefined {
    const { accept, validate } = this.#options
    if (entry.size === 0) return 'empty'
    if (entry.size > this.#bounds.maxFileSize) return 'too_large'
    if (!isAdmitted(accept, kindOfFile(entry.name, entry.type))) return 'not_accepted'
    return validate?.(entry)
  }

  /** What the browser needs to send a file: a token for its channel, or what the app says of another place. */
  async #pass(held: Held): Promise<unknown> {
    const { external } = this.#options
    if (external && held.external === undefined) {
      try {
        held.external = await external(held.entry)
      } catch (cause) {
        this.#ground.tell(this.name, failedBy(cause))
        this.#give(held, { errors: ['external_failed'] })
        return undefined
      }
    }
    this.#give(held, { isPreflighted: true })
    return external ? held.external : this.#ground.seal(this.ref, held.entry.ref)
  }

  /** A browser that sends the file here is believed no further than its bytes. */
  #move(held: Held, percent: number): void {
    const { reception } = held
    if (this.#options.external) this.#give(held, { progress: percent, isDone: percent === 100 })
    else if (reception)
      this.#give(held, { progress: reception.progress, isDone: reception.file !== undefined })
  }

  #failed(held: Held, refusal: Refusal): void {
    this.#ground.tell(this.name, refusal)
    this.#ground.enqueue('an upload', () => {
      if (this.#files.get(held.entry.ref) !== held || held.entry.errors.length > 0) return
      this.#give(held, { errors: [refusal.entry] })
      this.#show()
    })
  }

  #give(held: Held, changes: Partial<UploadEntry>): void {
    held.entry = Object.freeze({ ...held.entry, ...changes })
  }

  #drop(ref: string): void {
    void this.#files.get(ref)?.reception?.end()
    this.#files.delete(ref)
  }

  #show(): void {
    this.#changed(this.value)
  }
}
