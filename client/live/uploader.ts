/** A file that an uploader sends elsewhere. */
export interface ExternalEntry {
  readonly ref: string
  readonly file: File
  /** What `external` of the upload gave. */
  readonly meta: { readonly uploader: string } & Readonly<Record<string, unknown>>
  /** Tells how far it has come, in percent; 100 says that it is there. */
  progress(percent: number): void
  /** It could not be sent. */
  error(reason?: string): void
  /** Calls back when the person gives the file up, or its view begins anew. */
  onCancel(callback: () => void): unknown
}

/** Sends files to where their `meta` says. `onViewError` is for uploaders of Phoenix: it does what `onCancel` does. */
export type Uploader = (
  entries: readonly ExternalEntry[],
  onViewError: (callback: () => void) => unknown,
) => void
