import type { WireFrame } from '../../support/wire-client.ts'

/** What the protocol has in a reply, beside the code of a refused event, which its clients pass over. */
const RESPONSE =
  /^(rendered|liveview_version|container|live_patch|diff|redirect|live_redirect|link_redirect|events|cids|reason|status|token|error)$/

const PUSHED = /^(diff|live_patch|live_redirect|redirect|phx_close|phx_error)$/
const TREE = /^(\d+|s|p|r|k|stream)$/
const MESSAGE = /^(\d+|s|p|r|k|stream|c|e|t)$/
const KEYED = /^(\d+|kc|km)$/

/** What a client that asks for nothing cannot know in a frame of the server, each as the path to it. */
export function unknownIn([, ref, , event, payload]: WireFrame): readonly string[] {
  if (event === 'diff') return inMessage(payload, 'diff')
  if (event !== 'phx_reply') return PUSHED.test(event) ? [] : [event]
  const { status, response } = payload as {
    readonly status: string
    readonly response: Record<string, unknown>
  }
  const odd = ref === null || !/^(ok|error)$/.test(status) ? [`${ref} ${status}`] : []
  const { rendered = {}, diff = {} } = response
  return [
    ...odd,
    ...others(response, RESPONSE, 'response'),
    ...inMessage(rendered, 'rendered'),
    ...inMessage(diff, 'diff'),
  ]
}

function inMessage(message: unknown, path: string): readonly string[] {
  const { c: components = {}, ...rest } = message as { readonly c?: Record<string, unknown> }
  const inComponents = Object.entries(components).flatMap(([cid, tree]) =>
    inTree(tree, `${path}.c.${cid}`, TREE),
  )
  return [...inTree(rest, path, MESSAGE), ...inComponents]
}

function inTree(tree: unknown, path: string, known: RegExp): readonly string[] {
  if (typeof tree === 'string' || Number.isInteger(tree)) return []
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return [path]
  const holes = Object.entries(tree).filter(([key]) => /^\d+$/.test(key))
  const { k: rows } = tree as { readonly k?: object }
  return [
    ...others(tree, known, path),
    ...holes.flatMap(([key, part]) => inTree(part, `${path}.${key}`, TREE)),
    ...(rows ? inRows(rows, `${path}.k`) : []),
  ]
}

function inRows(rows: object, path: string): readonly string[] {
  const entries = Object.entries(rows).filter(([key]) => /^\d+$/.test(key))
  const moved = entries.filter(([, entry]) => typeof entry === 'number' || Array.isArray(entry))
  const unsaid = moved.length > 0 && !('km' in rows) ? [`${path}: rows move without km`] : []
  const uncounted = 'kc' in rows ? [] : [`${path}: rows without kc`]
  const inside = entries.flatMap(([key, entry]) =>
    inTree(Array.isArray(entry) ? entry[1] : entry, `${path}.${key}`, TREE),
  )
  return [...others(rows, KEYED, path), ...unsaid, ...uncounted, ...inside]
}

const others = (object: object, known: RegExp, path: string) =>
  Object.keys(object).flatMap((key) => (known.test(key) ? [] : [`${path}.${key}`]))
