import type { UploadEntry } from '../template/upload.ts'
import type { UploadOptions } from '../view/upload.ts'

/** How an upload is allowed, with every default. */
export type Bounds = Required<
  Pick<UploadOptions, 'maxEntries' | 'maxFileSize' | 'chunkSize' | 'chunkTimeout'>
>

/**
 * The answer to a browser that asks to send files: what it needs for each that may be sent, and what is wrong with the
 * others, as the protocol has it.
 */
export function preflightAnswer(
  ref: string,
  { maxEntries, maxFileSize, chunkSize, chunkTimeout }: Bounds,
  passes: Readonly<Record<string, unknown>>,
  entries: readonly UploadEntry[],
): object {
  const failed = entries.filter(({ errors }) => errors.length > 0)
  return {
    ref,
    config: {
      max_file_size: maxFileSize,
      max_entries: maxEntries,
      chunk_size: chunkSize,
      chunk_timeout: chunkTimeout,
    },
    entries: passes,
    errors: Object.fromEntries(failed.map((entry) => [entry.ref, entry.errors])),
  }
}
