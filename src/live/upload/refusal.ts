import type { UploadError } from '../template/upload.ts'

/** Says to whoever sends a file why it is not taken any further. */
export class Refusal extends Error {
  /** What the entry shows. */
  readonly entry: UploadError
  /** The answer to the message that could not be taken, as the protocol has it. */
  readonly response: { readonly reason: string; readonly limit?: number }
  /** Whether the app has to mend it, and not the browser. */
  readonly isOurs: boolean

  constructor(entry: UploadError, response: Refusal['response'], options?: ErrorOptions) {
    super(`A file was refused: ${entry}.`, options)
    this.entry = entry
    this.response = response
    this.isOurs = options?.cause !== undefined
  }
}

/** Makes what a writer throws to refuse a file: `throw refuseUpload('not_accepted')`. The entry shows the error. */
export const refuseUpload = (error: UploadError): Error => refusedBy(error)

/** The entry has its error already, so the browser is not to tell of one. */
export const refusedBy = (entry: UploadError): Refusal => new Refusal(entry, { reason: 'writer_error' })

/** Something of the app has thrown. */
export function failedBy(cause: unknown): Refusal {
  const { code } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : {}
  const entry = code === 'ENOSPC' || code === 'EDQUOT' ? 'no_room' : 'writer_failed'
  return new Refusal(entry, { reason: 'writer_error' }, { cause })
}
