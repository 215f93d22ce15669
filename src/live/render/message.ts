import { asciiJson } from '../kit/ascii.ts'
import type { PushedEvent } from '../wire/tree.ts'
import { diffPrint } from './diff.ts'
import { encodeWhole, type Pool, templates } from './encode.ts'
import { type ComponentChanges, encodeComponents, NO_CHANGES } from './encode-components.ts'
import type { NodePrint } from './print.ts'

/** What a message carries beside the changes of the page. */
export interface Extras {
  readonly title?: string | undefined
  readonly events?: readonly PushedEvent[]
  readonly reply?: unknown
}

/**
 * The message that makes a page that shows `before` show `after`; without `before`, the page in full. `components`
 * are the live components that are to be told of.
 */
export function encodeMessage(
  before: NodePrint | undefined,
  after: NodePrint,
  extras: Extras = {},
  components: ComponentChanges = NO_CHANGES,
): string {
  const pool: Pool = new Set()
  const tree = encodeTree(before, after, components, pool)
  const inner = encodeComponents(components)
  const more = joined(title(extras), joined(events(extras), reply(extras)))
  return `{${joined(tree, joined(inner && `"c":{${inner}}`, joined(templates(pool), more)))}}`
}

/**
 * The same as several messages in order, where live components stand in rows that were sent before: one for the page,
 * and one for each further layer of components that has changed. `extras` go with the last.
 */
export function encodeMessages(
  before: NodePrint | undefined,
  after: NodePrint,
  extras: Extras,
  layers: readonly ComponentChanges[],
): readonly string[] {
  if (layers.length === 1) return [encodeMessage(before, after, extras, layers[0])]
  const [own, ...others] = layers
  const rest = others.filter(({ changes }) => changes.length > 0)
  const isLast = (i: number): boolean => i === rest.length - 1
  return [
    encodeMessage(before, after, isLast(-1) ? extras : {}, own),
    ...rest.map((layer, i) => encodeMessage(after, after, isLast(i) ? extras : {}, layer)),
  ]
}

const joined = (one: string, other: string): string => (one && other ? `${one},${other}` : one + other)

function encodeTree(
  before: NodePrint | undefined,
  after: NodePrint,
  { named }: ComponentChanges,
  pool: Pool,
): string {
  // Its streams may still hold what a message before this one carries.
  if (before === after) return ''
  if (before?.shape !== after.shape) return encodeWhole(after, pool)
  return diffPrint(before, after, pool, named).slice(1, -1)
}

const title = (extras: Extras): string =>
  extras.title === undefined ? '' : `"t":${asciiJson(JSON.stringify(extras.title))}`

const events = (extras: Extras): string =>
  extras.events?.length ? `"e":${JSON.stringify(extras.events)}` : ''

const reply = (extras: Extras): string =>
  extras.reply === undefined ? '' : `"r":${JSON.stringify(extras.reply)}`
