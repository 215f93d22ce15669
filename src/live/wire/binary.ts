import type { Frame } from './frame.ts'

/** Marks a message that a browser pushes. */
const PUSH = 0

/**
 * Writes a push whose payload is bytes: the lengths of four texts, a byte each, the texts, and the bytes. A text of
 * more than 255 bytes cannot travel so.
 */
export function encodeBinary(
  joinRef: string,
  ref: string,
  topic: string,
  event: string,
  payload: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const texts = [joinRef, ref, topic, event].map((text) => new TextEncoder().encode(text))
  const head = [PUSH, ...texts.map(({ length }) => length), ...texts.flatMap((text) => [...text])]
  const bytes = new Uint8Array(head.length + payload.length)
  bytes.set(head)
  bytes.set(payload, head.length)
  return bytes
}

/** Reads a push whose payload is bytes, or gives undefined when the message is none. The payload is no copy. */
export function decodeBinary(bytes: Uint8Array): Frame | undefined {
  const [kind, ...lengths] = bytes.subarray(0, 5)
  let end = 5 + lengths.reduce((sum, length) => sum + length, 0)
  if (kind !== PUSH || lengths.length < 4 || end > bytes.length) return undefined
  const payload = bytes.subarray(end)
  end = 5
  const [joinRef, ref, topic, event] = lengths.map((length) => {
    end += length
    return new TextDecoder().decode(bytes.subarray(end - length, end))
  })
  return [joinRef!, ref!, topic!, event!, payload]
}
