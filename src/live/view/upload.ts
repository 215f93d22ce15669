import { LiveError } from '../kit/error.ts'
import type { Upload, UploadEntry, UploadError } from '../template/upload.ts'
import { type Accept, problemOfRule } from './accept.ts'
import type { MaybePromise } from './live.ts'

/** Takes the bytes of one file as they come. What it throws becomes an error of the entry; the view lives on. */
export interface UploadWriter<File> {
  /** Takes the next bytes; the browser sends no more before that is done. */
  write(bytes: Uint8Array): MaybePromise<unknown>
  /** All bytes are written. Gives what `consumeUploads` is given. */
  close(): MaybePromise<File>
  /** The file is not wanted any more: it was cancelled, has failed, or its view has ended. `file` is what `close` gave. */
  discard?(file: File | undefined): MaybePromise<unknown>
  /** The file has been consumed. */
  consumed?(file: File): MaybePromise<unknown>
}

/** A file in the folder for temporary files. It is removed when it has been consumed: move or copy it in time. */
export interface TempFile {
  readonly path: string
}

/** What the browser needs to send a file elsewhere; `uploader` names the function of the client that does it. */
export interface External {
  readonly uploader: string
  readonly [key: string]: unknown
}

interface Common {
  /** What may be chosen: `['.jpg', '.png']`, `['image/*']`. Checked by name, and by the first bytes. All by default. */
  readonly accept?: Accept
  /** How many files at once; 1 by default. */
  readonly maxEntries?: number
  /** What `maxEntries` counts: files that are chosen, the default, or all that have been consumed as well. */
  readonly maxEntriesMode?: 'selected' | 'total'
  /** Bytes of one file; 8,000,000 by default. */
  readonly maxFileSize?: number
  /** Bytes that travel at once; 64,000 by default. */
  readonly chunkSize?: number
  /** Milliseconds that the browser may let pass between two chunks; 10,000 by default. */
  readonly chunkTimeout?: number
  /** Whether files are sent as soon as they are chosen, and not when their form is submitted. */
  readonly autoUpload?: boolean
  /** Looks at a file that was chosen and fits so far; gives what is wrong with it, if anything. */
  readonly validate?: (entry: UploadEntry) => UploadError | undefined
}

interface ToWriter<File> extends Common {
  /** Where the bytes go; a temporary file by default. Called when the first bytes are here. */
  readonly writer: (entry: UploadEntry) => MaybePromise<UploadWriter<File>>
  readonly external?: never
}

interface ToElsewhere<File extends External> extends Common {
  /** The file does not come here: gives what the browser needs to send it elsewhere. */
  readonly external: (entry: UploadEntry) => MaybePromise<File>
  readonly writer?: never
}

interface ToTempFile extends Common {
  readonly writer?: never
  readonly external?: never
}

/** What may be said of an upload. */
export type UploadOptions = Common & {
  readonly writer?: (entry: UploadEntry) => MaybePromise<UploadWriter<unknown>>
  readonly external?: (entry: UploadEntry) => MaybePromise<External>
}

declare const file: unique symbol

/** An upload as a view declares it. `File` is what consuming it gives. */
export interface UploadDefinition<File = unknown> {
  readonly [file]?: File
  readonly options: UploadOptions
}

/** The uploads of a view or a live component, by name. */
export type Uploads = Readonly<Record<string, UploadDefinition>>

/** What the framework runs of the uploads of a definition. */
export interface AnyUploads<Context = never> {
  readonly uploads?: Uploads | ((context: Context) => Uploads)
  readonly handleProgress?: Readonly<
    Record<string, ((live: never, entry: UploadEntry) => MaybePromise<void>) | undefined>
  >
}

/** The assigns that the declared uploads are. */
type UploadAssigns<U extends Uploads> = {
  readonly [K in keyof U]: U[K] extends UploadDefinition<infer File> ? Upload<File> : never
}

/** Assigns with those that the declared uploads are. */
export type WithUploads<A, U extends Uploads> = [keyof U] extends [never]
  ? NoInfer<A>
  : NoInfer<A> & UploadAssigns<NoInfer<U>>

/** Declares an upload of a view: files that a person chooses, checked, and brought to a writer or elsewhere. */
export function upload<File extends External>(options: ToElsewhere<File>): UploadDefinition<File>
export function upload<File>(options: ToWriter<File>): UploadDefinition<File>
export function upload(options?: ToTempFile): UploadDefinition<TempFile>
export function upload(options: UploadOptions = {}): UploadDefinition {
  const problem = problemOf(options)
  if (problem) throw new LiveError('bad_definition', `upload() cannot work: ${problem}.`)
  return Object.freeze({ options: Object.freeze({ ...options }) })
}

function problemOf({
  accept,
  writer,
  external,
  maxEntriesMode = 'selected',
  ...options
}: UploadOptions): string | undefined {
  if (writer && external) return 'it has a writer and is external. Leave one of them out'
  if (maxEntriesMode !== 'selected' && maxEntriesMode !== 'total')
    return `maxEntriesMode is ${maxEntriesMode}. Give it 'selected' or 'total'`
  if (accept?.length === 0) return 'it accepts nothing. Leave accept out to accept all'
  for (const name of ['maxEntries', 'maxFileSize', 'chunkSize', 'chunkTimeout'] as const) {
    const value = options[name]
    if (value !== undefined && !(Number.isSafeInteger(value) && value > 0))
      return `${name} is ${value}. Give it a whole number above 0`
  }
  return accept?.map(problemOfRule).find((each) => each !== undefined)
}
