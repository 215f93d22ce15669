import { fileTypeFromBuffer, supportedMimeTypes } from 'file-type'
import type { UploadEntry } from '../template/upload.ts'
import { type Accept, isContentAdmitted, kindOfFile } from '../view/accept.ts'

/** How many of a file's first bytes tell what it is. */
export const TELLING_BYTES = 4100

/** Whether the first bytes of a file are those of what its name promised. */
export async function isGenuine(
  accept: Accept | undefined,
  { name, type }: UploadEntry,
  head: Uint8Array,
): Promise<boolean> {
  if (accept === undefined) return true
  const detected = await fileTypeFromBuffer(head)
  return isContentAdmitted(accept, kindOfFile(name, type), detected, supportedMimeTypes)
}
