import { type AttributeValues, attrs } from './attributes.ts'
import { html, type Template } from './html.ts'

/** Why a file is not taken, as the framework says it. */
export const uploadErrors = Object.freeze({
  too_large: 'The file is too large.',
  too_many_files: 'There are too many files.',
  empty: 'The file is empty.',
  not_accepted: 'Files of this type are not accepted.',
  interrupted: 'The upload was interrupted.',
  no_room: 'There is no room for the file right now.',
  writer_failed: 'The file could not be stored.',
  external_failed: 'The file could not be sent.',
})

/** Why a file is not taken: a code of the framework, or what the upload's own `validate` says. */
export type UploadError = keyof typeof uploadErrors | (string & {})

/** An error as text for a person: a code of the framework as a sentence, any other text as it is. */
export const uploadMessage = (error: UploadError): string =>
  Object.hasOwn(uploadErrors, error) ? uploadErrors[error as keyof typeof uploadErrors] : error

/** A file as the browser describes it. Nothing of it is proven before its bytes are here. */
export interface FileInfo {
  /** The name of the file alone, without a folder. */
  readonly name: string
  /** Where it stood in a folder that was chosen as a whole; empty otherwise. Never a path to write to. */
  readonly relativePath: string
  /** The media type that the browser takes it for; empty when it knows none. */
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly lastModified: number | undefined
  /** What a script has put beside it with the function `meta` of its file. */
  readonly meta: unknown
}

/** One file of an upload. A change makes another entry. */
export interface UploadEntry extends FileInfo {
  /** Names it in events, as for `live.cancelUpload`. */
  readonly ref: string
  /** A UUID of the server's own: good for the name of a stored file. */
  readonly id: string
  /** The upload that it belongs to. */
  readonly upload: string
  /** Percent, 0 to 100. */
  readonly progress: number
  /** Whether the server has agreed to take it. */
  readonly isPreflighted: boolean
  /** Whether all of it has come, so that it can be consumed. */
  readonly isDone: boolean
  readonly errors: readonly UploadError[]
}

declare const uploaded: unique symbol

/** The files that a person has chosen for one upload of a view; an assign of its name. `File` is what consuming gives. */
export interface Upload<File = unknown> {
  readonly [uploaded]?: File
  readonly name: string
  /** The id of its file input: for the `for` of a label, and for `phx-drop-target`. */
  readonly ref: string
  /** What its file input accepts. */
  readonly accept: string | undefined
  readonly maxEntries: number
  /** Bytes. */
  readonly maxFileSize: number
  readonly autoUpload: boolean
  /** Whether files may be chosen: see `live.allowUpload`. */
  readonly isAllowed: boolean
  /** In the order in which they were chosen. */
  readonly entries: readonly UploadEntry[]
  /** What is wrong with all of them together. */
  readonly errors: readonly UploadError[]
}

/** The assigns that are uploads, by name. */
export type UploadKey<A> = { [K in keyof A]: A[K] extends Upload<infer _> ? K : never }[keyof A] & string

/** What consuming gives for an upload. */
export type UploadedFile<V> = V extends Upload<infer File> ? File : never

const refsOf = (entries: readonly UploadEntry[]): string => entries.map(({ ref }) => ref).join(',')

const failedRefs = ({ ref, entries, errors }: Upload): string | undefined => {
  const failed = entries.filter((entry) => entry.errors.length > 0).map((entry) => entry.ref)
  return [...failed, ...(errors.length > 0 ? [ref] : [])].join(',') || undefined
}

/**
 * Shows the file input of an upload: `fileInput(photos, { class: 'picker' })`. It stands in a form with `phx-change`. With
 * `required`, the browser asks for a file until one is chosen.
 */
export const fileInput = (
  upload: Upload,
  { required, disabled, ...attributes }: AttributeValues = {},
): Template =>
  html`<input id="${upload.ref}" type="file" name="${upload.name}" accept="${upload.accept}" multiple="${upload.maxEntries > 1}" data-phx-hook="Phoenix.LiveFileUpload" data-phx-upload-ref="${upload.ref}" data-phx-active-refs="${refsOf(upload.entries)}" data-phx-done-refs="${refsOf(upload.entries.filter(({ isDone }) => isDone))}" data-phx-preflighted-refs="${refsOf(upload.entries.filter(({ isPreflighted }) => isPreflighted))}" data-phx-error-refs="${failedRefs(upload)}" data-phx-auto-upload="${upload.autoUpload}" ${attrs({ ...attributes, required: isAskedFor(upload, required), disabled: disabled || !upload.isAllowed })}>`

// What a script has chosen, or a person in addition, is not in the input itself.
const isAskedFor = ({ entries }: Upload, required: AttributeValues[string]) =>
  entries.length === 0 && required

/** Shows an image that was chosen, from the browser's own copy: nothing has to be sent for it. */
export const imagePreview = (entry: UploadEntry, attributes: AttributeValues = {}): Template =>
  html`<img id="phx-preview-${entry.ref}" data-phx-upload-ref="${entry.upload}" data-phx-entry-ref="${entry.ref}" data-phx-hook="Phoenix.LiveImgPreview" data-phx-update="ignore" ${attrs({ alt: entry.name, ...attributes })}>`
