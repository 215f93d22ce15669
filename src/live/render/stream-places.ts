import { encodeChanges } from './encode.ts'
import { forgetRows } from './forget.ts'
import { isLive, type NodePrint, type Print, type StreamPrint } from './print.ts'
import { knownRows } from './stream-rows.ts'

/** A stream that stands in a page, and what a message has around its changes. */
interface StreamPlace {
  readonly print: StreamPrint
  readonly before: string
  readonly after: string
}

/** The streams of a page, for messages that tell of nothing else. */
export class StreamPlaces {
  readonly root: NodePrint
  readonly #places: readonly StreamPlace[] | undefined

  constructor(root: NodePrint) {
    this.root = root
    this.#places = placesIn(root, '', '')
  }

  /**
   * The message with what waits in one stream, if another view has had the same to tell; the stream forgets it then.
   * Undefined where more has to be looked at.
   */
  take(): string | undefined {
    const place = this.#changed()
    if (!place) return undefined
    const { print, before, after } = place
    const changes = knownRows(print.each, print.source.waiting)
    const isPlain = changes && (changes.shape === null || (changes.shape && changes.shape === print.shape))
    if (!isPlain) return undefined
    if (changes.message?.place !== before) {
      const json = before + encodeChanges({ ...print, changes }, new Set()) + after
      changes.message = { place: before, json }
    }
    forgetRows(print)
    return changes.message.json
  }

  /** The stream that has changed, if it is one. */
  #changed(): StreamPlace | undefined {
    let changed: StreamPlace | undefined
    for (const place of this.#places ?? []) {
      if (place.print.source.pending === 0) continue
      if (changed) return undefined
      changed = place
    }
    return changed
  }
}

/** Undefined where a stream stands in a row of a list. */
function placesIn(print: Print, before: string, after: string): readonly StreamPlace[] | undefined {
  if (!isLive(print) || typeof print === 'string') return []
  if (print.kind === 'stream') return [{ print, before, after }]
  if (print.kind !== 'node') return undefined
  const places: StreamPlace[] = []
  for (const [i, part] of print.parts.entries()) {
    const inner = placesIn(part, `${before}{"${i}":`, `}${after}`)
    if (!inner) return undefined
    places.push(...inner)
  }
  return places
}
