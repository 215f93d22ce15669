/** Bytes of a piece of memory: most pages are smaller. */
const PIECE = 128 * 1024

/** What is smaller comes cheap. */
const SMALL = 4 * 1024

/** Pieces that are kept while no answer needs them. */
const MOST = 32

const free: ArrayBuffer[] = []

/**
 * Memory for the bytes of a page. What Node makes anew for each answer is as dear as all of its text, since the system has
 * to find it, and a garbage collection to give it back.
 */
export function pageMemory(bytes: number): Buffer {
  if (bytes < SMALL || bytes > PIECE) return Buffer.allocUnsafe(bytes)
  return Buffer.from(free.pop() ?? new ArrayBuffer(PIECE), 0, bytes)
}

/**
 * Gives the memory of a page back once its answer has left, to be used for others. Whoever has kept the page beyond that
 * finds it empty, and nothing of theirs in it.
 */
export function giveBack({ buffer, length }: Buffer): void {
  if (length < SMALL || buffer.byteLength !== PIECE || free.length >= MOST) return
  const memory = buffer as ArrayBuffer
  free.push(structuredClone(memory, { transfer: [memory] }))
}
