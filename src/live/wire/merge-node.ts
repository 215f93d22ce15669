import type { Entry, Keyed, Part, Templates, Tree } from './tree.ts'

/** What goes along while a diff is merged. */
export interface Merging {
  /** The templates of the nearest node around that carries some. */
  readonly templates: Templates
  /**
   * The nodes whose markup is another now, each after what stands in it. What is in an element of its own, with `r`, is
   * no change of what stands around it.
   */
  readonly changed: Set<Tree>
}

/** Merges a change into what a position shows; a whole node takes its place. Mutates both. */
export function mergeNode(target: Part | undefined, source: Tree, around: Merging): Tree {
  const merging = { ...around, templates: takeTemplates(source, around.templates) }
  if (typeof target !== 'object' || source.s !== undefined) return adopt(source, merging.templates)
  if (source.k) mergeKeyed(target, source, source.k, merging)
  else mergeHoles(target, source, merging)
  return target
}

/** Templates stand at the top of a page or a live component; Phoenix also has some in each list of a component. */
function takeTemplates(node: Tree, inherited: Templates): Templates {
  const { p: own = inherited } = node
  delete node.p
  return own
}

function mergeHoles(target: Tree, source: Tree, merging: Merging): void {
  for (const key in source) {
    const hole = Number(key)
    const part = source[hole]
    if (part === undefined) continue
    const before = target[hole]
    const after = typeof part === 'object' ? mergeNode(before, part, merging) : part
    target[hole] = after
    if (after !== before || isChangedAround(after, merging)) merging.changed.add(target)
  }
}

const isChangedAround = (part: Part, { changed }: Merging) =>
  typeof part === 'object' && changed.has(part) && (!part.r || part.k)

/** Takes a whole new node: its template numbers end with the diff, so they become the strings themselves. */
function adopt(node: Tree, inherited: Templates): Tree {
  const templates = takeTemplates(node, inherited)
  if (typeof node.s === 'number') {
    const statics = templates[node.s]
    if (!statics) throw new Error(`The diff names template ${node.s}, which it does not carry.`)
    node.s = statics
  }
  for (const key in node) {
    const part = node[Number(key)]
    if (typeof part === 'object') adopt(part, templates)
  }
  for (const row of rows(node.k)) adopt(row, templates)
  return node
}

/** More changed rows than that are not worth a patch for each. */
const FEW_ROWS = 10

function mergeKeyed(target: Tree, source: Tree, changes: Keyed, merging: Merging): void {
  if (source.stream) {
    target.stream = source.stream
    target.k = { kc: changes.kc }
  }
  const old = target.k ?? { kc: 0 }
  const left = new Set(changes.km ? Object.values(changes).map(leaves) : [])
  const next: Keyed = { kc: changes.kc }
  let rows = 0
  for (let i = 0; i < changes.kc; i++) {
    // Where a row has left for another place, the one that comes is new, and complete.
    const row = mergeEntry(changes[i], left.has(i) ? undefined : old[i], old, merging)
    next[i] = row
    if (merging.changed.has(row)) rows++
  }
  target.k = next
  const isSame = next.kc === old.kc && !changes.km && !source.stream
  if (!isSame || rows > (target.r ? FEW_ROWS : 0)) merging.changed.add(target)
}

/** The position that a row has left. */
const leaves = (entry: unknown) => (isMove(entry) ? entry[0] : entry)

function mergeEntry(change: Entry | undefined, here: Entry = {}, old: Keyed, merging: Merging): Tree {
  if (change === undefined) return here as Tree
  if (typeof change === 'number') return old[change] as Tree
  return isMove(change)
    ? mergeNode(old[change[0]] as Tree, change[1], merging)
    : mergeNode(here as Tree, change, merging)
}

const isMove = (entry: unknown): entry is readonly [number, Tree] => Array.isArray(entry)

/** The rows of a list in order: an object has its numbers first. */
export const rows = (list: Keyed = { kc: 0 }): readonly Tree[] =>
  Object.values(list).filter((entry) => typeof entry === 'object')
