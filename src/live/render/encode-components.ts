import { diffPrint, type Named } from './diff.ts'
import { encodeParts, encodePrint, type Pool, templates } from './encode.ts'
import { isNode, type NodePrint } from './print.ts'

/** A live component that a message has something of: what the browser shows of it, if anything, and what it should. */
export interface ComponentChange {
  readonly cid: number
  readonly before: NodePrint | undefined
  readonly after: NodePrint
}

/** The components that one message speaks of. */
export interface ComponentChanges {
  readonly changes: readonly ComponentChange[]
  /** Components to name where they stand, though they stood there before: the browser skips what it is not told of. */
  readonly named: Named
}

export const NO_CHANGES: ComponentChanges = { changes: [], named: new Set() }

/** A component that another of the same template can begin with. */
interface Base {
  /** How the other names it: n as it is in this message, -n as it was before. */
  readonly name: number
  readonly print: NodePrint
  /** The templates that this message carries for it. */
  readonly pool: Pool
}

/** The members of `c`: what has changed in the live components of a view. */
export function encodeComponents({ changes, named }: ComponentChanges): string {
  const bases = basesOf(changes)
  return changes
    .map((change) => [change.cid, encodeComponent(change, bases, named)] as const)
    .filter(([, members]) => members)
    .map(([cid, members]) => `"${cid}":{${members}}`)
    .join(',')
}

/** Those that the browser has already, as it has them. */
function basesOf(changes: readonly ComponentChange[]): Map<number, Base> {
  const bases = new Map<number, Base>()
  for (const { cid, before } of changes) {
    if (before) bases.set(before.shape.number, { name: -cid, print: before, pool: new Set() })
  }
  return bases
}

function encodeComponent(
  { cid, before, after }: ComponentChange,
  bases: Map<number, Base>,
  named: Named,
): string {
  const pool: Pool = new Set()
  if (before?.shape === after.shape) {
    const members = diffPrint(before, after, pool, named).slice(1, -1)
    return join(members, templates(pool))
  }
  const base = bases.get(after.shape.number)
  if (base) return encodeFrom(base, after)
  bases.set(after.shape.number, { name: cid, print: after, pool })
  return join(encodeParts(after, pool), `"s":${after.shape.json}`, '"r":1', templates(pool))
}

/** A component that begins with the tree of another: its fixed strings stay there. */
function encodeFrom({ name, print, pool: carried }: Base, after: NodePrint): string {
  const pool: Pool = new Set()
  const members = encodeLike(after, print, pool)
  // Its own templates take the place of the base's, which the strings that stay there still name.
  if (pool.size > 0) for (const shape of carried) pool.add(shape)
  return join(members, `"s":${name}`, templates(pool))
}

function encodeLike(print: NodePrint, base: NodePrint, pool: Pool): string {
  const members = print.parts.map((part, i) => {
    const same = base.parts[i]
    if (!isNode(part) || !isNode(same) || part.shape !== same.shape)
      return `"${i}":${encodePrint(part, pool)}`
    const inner = encodeLike(part, same, pool)
    return inner && `"${i}":{${inner}}`
  })
  return join(...members)
}

const join = (...members: readonly string[]): string => members.filter(Boolean).join(',')
