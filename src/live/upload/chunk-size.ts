import { LiveError } from '../kit/error.ts'

/** Room for what stands before a chunk in its message. */
const HEAD_BYTES = 1024

/** Throws where a chunk would not fit into a message, which on a long poll is written in Base64. */
export function checkChunk(name: string, chunkSize: number, frameBytes: number): void {
  const most = Math.floor(((frameBytes - HEAD_BYTES) * 3) / 4)
  if (chunkSize <= most) return
  const remedy = `Give it a chunkSize of ${most} at most, or raise the limit frameBytes.`
  throw new LiveError(
    'bad_definition',
    `The chunks of the upload "${name}" are too large for a message. ${remedy}`,
  )
}
