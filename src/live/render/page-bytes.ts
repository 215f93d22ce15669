import { htmlOf, rowHtml } from './page.ts'
import { isNode, type ListPrint, type NodePrint, type Print, type StreamRows } from './print.ts'

/** Rows that make a list worth to be kept as bytes. */
const MANY = 8

/**
 * The HTML of a page in UTF-8. Lists that many pages show are turned into bytes once, so that a page neither puts together
 * nor encodes what is most of its text.
 */
export function bytesOf(page: NodePrint): Buffer {
  const writer = new PageWriter()
  writer.write(page)
  return writer.end()
}

class PageWriter {
  readonly #pieces: Buffer[] = []
  /** What follows the pieces. */
  #text = ''

  write(print: Print): void {
    const shared = sharedRows(print)
    if (shared) this.#pieces.push(this.#takeText(), bytesOfRows(shared))
    else if (isNode(print)) this.#node(print)
    else this.#text += htmlOf(print)
  }

  end(): Buffer {
    return Buffer.concat([...this.#pieces, this.#takeText()])
  }

  #node({ shape: { statics }, parts }: NodePrint): void {
    this.#text += statics[0]
    for (let i = 0; i < parts.length; i++) {
      this.write(parts[i]!)
      this.#text += statics[i + 1]
    }
  }

  #takeText(): Buffer {
    const bytes = Buffer.from(this.#text)
    this.#text = ''
    return bytes
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
