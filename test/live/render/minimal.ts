import { isDeepStrictEqual } from 'node:util'
import type { Entry, Keyed, Part, Templates, Tree } from '../../../src/live/wire/tree.ts'

/** What a diff carries in vain, given the tree that it is to be merged into. */
export const complaints = (tree: Tree, { p = {}, ...diff }: Tree): readonly string[] => [
  ...inNode(tree, diff, p, 'page'),
]

function* inPart(before: Part | undefined, change: Part, p: Templates, path: string): Generator<string> {
  if (typeof change !== 'object' || typeof before !== 'object') {
    if (before === change) yield `${path} has not changed`
  } else if (change.s === undefined) yield* inNode(before, change, p, path)
  else if (isSameTemplate(before, change, p) && !isList(before, change))
    yield `${path} shows its template already`
}

const isSameTemplate = (before: Tree, { s }: Tree, p: Templates): boolean =>
  isDeepStrictEqual(before.s, typeof s === 'number' ? p[s] : s)

/** A list whose rows begin or cease to differ in template is sent in full. */
const isList = (before: Tree, change: Tree): boolean => !before.k !== !change.k

function* inNode(before: Tree, change: Tree, p: Templates, path: string): Generator<string> {
  const { k, ...rest } = change
  const holes = Object.entries(rest as Readonly<Record<string, Part>>)
  if (!k && holes.length === 0 && path !== 'page') yield `${path} is empty`
  if (k) yield* inList(before.k as Keyed, k, p, path)
  else for (const [hole, part] of holes) yield* inPart(before[Number(hole)], part, p, `${path}.${hole}`)
}

function* inList(before: Keyed, change: Keyed, p: Templates, path: string): Generator<string> {
  let moved = false
  let changed = before.kc !== change.kc
  for (let i = 0; i < change.kc; i++) {
    const entry = change[i]
    if (entry === undefined) continue
    changed = true
    moved ||= typeof entry === 'number' || Array.isArray(entry)
    yield* inEntry(before, i, entry, p, `${path}[${i}]`)
  }
  if (!changed) yield `${path} lists nothing new`
  if (moved !== (change.km === true)) yield `${path} says wrongly whether rows have moved`
}

function* inEntry(before: Keyed, at: number, entry: Entry, p: Templates, path: string): Generator<string> {
  if (typeof entry === 'number') {
    if (entry === at) yield `${path} has not moved`
  } else if (isMove(entry)) {
    const [from, change] = entry
    if (from === at) yield `${path} has not moved`
    yield* inNode(before[from] as Tree, change, p, path)
  } else if (!isNewRow(before[at] as Tree | undefined, entry)) {
    yield* inNode(before[at] as Tree, entry, p, path)
  }
}

const isMove = (entry: Entry): entry is readonly [number, Tree] => Array.isArray(entry)

/** A row that was not there has all its holes, and a first one that tells it apart. */
function isNewRow(before: Tree | undefined, entry: Tree): boolean {
  if (!before) return true
  const [old, first] = [before[0], entry[0]]
  if (typeof first === 'object' && typeof old === 'object' && first.s !== undefined)
    return old[0] !== first[0]
  return (
    typeof first === 'string' && first !== old && Object.keys(entry).length === Object.keys(before).length
  )
}

/** The numbers of the templates that a tree names. */
export function templatesNamed(tree: Tree): ReadonlySet<number> {
  const found = new Set<number>()
  JSON.parse(JSON.stringify(tree), (key, value) => {
    if (key === 's' && typeof value === 'number') found.add(value)
    return value
  })
  return found
}
