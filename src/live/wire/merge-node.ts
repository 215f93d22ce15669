import type { Keyed, Part, Templates, Tree } from './tree.ts'

/**
 * The nodes whose markup is another now, each after what stands in it. What is in an element of its own, with `r`, is no
 * change of what stands around it.
 */
export type Changed = Set<Tree>

/**
 * Merges a change into what a position shows; a whole node takes its place. Mutates both. `around` are the templates of
 * the nearest node around that carries some.
 */
export function mergeNode(target: Part | undefined, source: Tree, around: Templates, changed: Changed): Tree {
  const templates = takeTemplates(source, around)
  if (typeof target !== 'object' || source.s !== undefined) return adopt(source, templates)
  if (source.k) mergeKeyed(target, source, source.k, templates, changed)
  else mergeHoles(target, source, templates, changed)
  return target
}

/** Templates stand at the top of a page or a live component; Phoenix also has some in each list of a component. */
function takeTemplates(node: Tree, inherited: Templates): Templates {
  const { p: own = inherited } = node
  delete node.p
  return own
}

function mergeHoles(target: Tree, source: Tree, templates: Templates, changed: Changed): void {
  for (const key in source) {
    const hole = Number(key)
    const part = source[hole]
    if (part === undefined) continue
    const before = target[hole]
    const after = typeof part === 'object' ? mergeNode(before, part, templates, changed) : part
    target[hole] = after
    if (after !== before || isChangedAround(after, changed)) changed.add(target)
  }
}

const isChangedAround = (part: Part, changed: Changed) =>
  typeof part === 'object' && changed.has(part) && (!part.r || part.k)

/** Takes a whole new node: its template numbers end with the diff, so they become the strings themselves. */
function adopt(node: Tree, inherited: Templates): Tree {
  const templates = takeTemplates(node, inherited)
  if (typeof node.s === 'number') {
    const statics = templates[node.s]
    if (!statics) throw new Error(`Template ${node.s} was never sent.`)
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

function mergeKeyed(
  target: Tree,
  source: Tree,
  changes: Keyed,
  templates: Templates,
  changed: Changed,
): void {
  if (source.stream) {
    target.stream = source.stream
    target.k = { kc: changes.kc }
  }
  const old = target.k ?? { kc: 0 }
  // Where a row has left for another place, the one that comes is new, and complete.
  const left = new Set<unknown>(changes.km ? Object.values(changes).flat() : [])
  const next: Keyed = { kc: changes.kc }
  let rows = 0
  for (let i = 0; i < changes.kc; i++) {
    const entry = changes[i] ?? {}
    const [from, diff] = Array.isArray(entry) ? entry : [entry, {}]
    const row =
      typeof from === 'number'
        ? mergeNode(old[from] as Tree, diff, templates, changed)
        : mergeNode((!left.has(i) && (old[i] as Tree)) || {}, from, templates, changed)
    next[i] = row
    if (changed.has(row)) rows++
  }
  target.k = next
  const isSame = next.kc === old.kc && !changes.km && !source.stream
  if (!isSame || rows > (target.r ? FEW_ROWS : 0)) changed.add(target)
}

/** The rows of a list in order: an object has its numbers first. */
export const rows = (list: Keyed = { kc: 0 }): readonly Tree[] =>
  Object.values(list).filter((entry) => typeof entry === 'object')
