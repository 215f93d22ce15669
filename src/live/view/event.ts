import { isRecord } from '../changeset/cast.ts'
import { LiveError } from '../kit/error.ts'
import type { Way } from './decode.ts'
import { decodeForm, keysOf } from './urlencoded.ts'

/** The payload of an `event` message, as a browser sends it. */
export interface RawEvent {
  readonly type: string
  readonly event: string
  readonly value: unknown
  readonly meta?: Readonly<Record<string, unknown>> | undefined
  /** The files that were chosen, by the upload that they are for. */
  readonly uploads?: Readonly<Record<string, unknown>> | undefined
  /** The live component that it is meant for; undefined for the view itself. */
  readonly cid: number | undefined
  /** The ref that it had when it was for a view that has ended before this one; undefined for one that is new. */
  readonly repeats: string | undefined
}

/** Reads the payload of an `event` message; undefined when it is none. */
export function readEvent(payload: unknown): RawEvent | undefined {
  const { type, event, value, meta, uploads, cid, repeat } = payload as Record<string, unknown>
  if (typeof event !== 'string') return undefined
  return {
    type: String(type),
    event,
    value,
    meta: isRecord(meta) ? meta : undefined,
    uploads: isRecord(uploads) ? uploads : undefined,
    cid: typeof cid === 'number' ? cid : undefined,
    repeats: typeof repeat === 'string' ? repeat : undefined,
  }
}

/** The declared part of what the browser sent, cast and checked; or the error to answer with. */
export function decodeEvent(
  ways: ReadonlyMap<string, Way>,
  raw: RawEvent,
): Record<string, unknown> | LiveError {
  const way = ways.get(raw.event)
  if (!way) {
    const declared = [...ways.keys()].join(', ') || 'none'
    return new LiveError(
      'unknown_event',
      `The event "${raw.event}" is not declared. Declared events: ${declared}.`,
    )
  }
  if (raw.repeats !== undefined && !(way.isRepeatable && raw.cid === undefined)) {
    const mend = 'Declare it with event(…, { repeat: true }) if it may run twice.'
    return new LiveError('not_repeated', `The view that "${raw.event}" was sent to has ended. ${mend}`)
  }
  const decoded = way.decode(inputOf(raw))
  if (decoded.ok) return decoded.value as Record<string, unknown>
  return new LiveError(
    'invalid_payload',
    `The payload of "${raw.event}" does not fit its schema: ${decoded.problem}.`,
  )
}

function inputOf({ type, value, meta }: RawEvent): Readonly<Record<string, unknown>> {
  const own = type === 'form' && typeof value === 'string' ? decodeForm(value) : isRecord(value) ? value : {}
  if (!meta) return own
  const target = meta['_target']
  return { ...own, ...meta, ...(typeof target === 'string' && { _target: targetOf(target) }) }
}

/** The path of the field that changed: `user[tags][]` is `['user', 'tags']`. */
const targetOf = (name: string): readonly string[] => keysOf(name).filter(Boolean)
