import { htmlOf, rowHtml } from './page.ts'
import { isNode, type ListPrint, type NodePrint, type Print, type StreamRows } from './print.ts'

/** Rows that make a list worth to be kept as bytes. */
const MANY = 8

/**
 * The HTML of a page in UTF-8. Lists that many pages show are turned into bytes once, so that a page neither puts together
 * nor encodes what is most of its text.
 */
export function bytesOf(page: NodePrint): Buffer {
  const pieces = new Pieces()
  pieces.add(page)
  return pieces.written()
}

class Pieces {
  readonly #pieces: (string | Buffer)[] = []
  /** What follows the pieces. */
  #text = ''
  #bytes = 0

  add(print: Print): void {
    const shared = sharedRows(print)
    if (shared) this.#addRows(shared)
    else if (isNode(print)) this.#addNode(print)
    else this.#text += htmlOf(print)
  }

  written(): Buffer {
    this.#endText()
    const page = Buffer.allocUnsafe(this.#bytes)
    let at = 0
    for (const piece of this.#pieces) {
      at += typeof piece === 'string' ? page.write(piece, at) : piece.copy(page, at)
    }
    return page
  }

  #addRows(list: ListPrint | StreamRows): void {
    this.#endText()
    const bytes = bytesOfRows(list)
    this.#pieces.push(bytes)
    this.#bytes += bytes.length
  }

  #addNode({ shape: { statics }, parts }: NodePrint): void {
    this.#text += statics[0]
    for (let i = 0; i < parts.length; i++) {
      this.add(parts[i]!)
      this.#text += statics[i + 1]
    }
  }

  #endText(): void {
    this.#pieces.push(this.#text)
    this.#bytes += Buffer.byteLength(this.#text)
    this.#text = ''
  }
}

/** The rows of a long list that does not belong to one view. */
function sharedRows(print: Print): ListPrint | StreamRows | undefined {
  if (typeof print === 'string' || (print.kind !== 'list' && print.kind !== 'stream')) return undefined
  const list = print.kind === 'list' ? print : print.changes
  return list.own || list.rows.length < MANY ? undefined : list
}

function bytesOfRows(list: ListPrint | StreamRows): Buffer {
  // Not by way of its text, which would be kept, too.
  list.bytes ??= Buffer.from(list.rows.map(rowHtml).join(''))
  return list.bytes
}
