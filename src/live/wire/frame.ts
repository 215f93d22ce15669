/** One message on the socket: five elements, JSON. Refs are decimal strings; a push of the server has none. */
export type Frame = readonly [
  joinRef: string | null,
  ref: string | null,
  topic: string,
  event: string,
  payload: unknown,
]

/** The version of the serializer that both ends speak. */
export const VERSION = '2.0.0'

/** The release of LiveView's protocol that the server speaks; its clients compare it with their own. */
export const LIVE_VIEW_VERSION = '1.2.12'

/** Reads a frame, or gives undefined when the text is none. Elements after the fifth are ignored. */
export function decodeFrame(text: string): Frame | undefined {
  let frame: unknown
  try {
    frame = JSON.parse(text)
  } catch {
    return undefined
  }
  return isFrame(frame) ? frame : undefined
}

function isFrame(value: unknown): value is Frame {
  if (!Array.isArray(value) || value.length < 5) return false
  const [joinRef, ref, topic, event, payload] = value
  const isRef = (x: unknown) => x === null || typeof x === 'string'
  const isPayload = typeof payload === 'object' && payload !== null
  return isRef(joinRef) && isRef(ref) && typeof topic === 'string' && typeof event === 'string' && isPayload
}

/** Writes a frame around a payload that is JSON already. */
export function encodeFrame(
  joinRef: string | null,
  ref: string | null,
  topic: string,
  event: string,
  payload: string,
): string {
  return `[${JSON.stringify(joinRef)},${JSON.stringify(ref)},${JSON.stringify(topic)},"${event}",${payload}]`
}

/** What all pushes of one event of a channel begin with. `encodePush` adds the payload. */
export const pushHead = (joinRef: string, topic: string, event: string): string =>
  `[${JSON.stringify(joinRef)},null,${JSON.stringify(topic)},"${event}",`

/** Writes a push of a channel around a payload that is JSON already. */
// A template would first ask of each piece whether it is text, for each viewer of a broadcast.
export const encodePush = (head: string, payload: string): string => head.concat(payload, ']')
