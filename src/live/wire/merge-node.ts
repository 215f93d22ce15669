import type { Entry, Keyed, Part, Templates, Tree } from './tree.ts'

/**
 * Merges a change into what a position shows; a whole node takes its place. Mutates both. The numbers of templates are
 * those of the nearest node around them that carries some.
 */
export function mergeNode(target: Part | undefined, source: Tree, inherited: Templates = {}): Tree {
  const templates = takeTemplates(source, inherited)
  if (typeof target !== 'object' || source.s !== undefined) return adopt(source, templates)
  if (source.k) mergeKeyed(target, source, source.k, templates)
  else mergeHoles(target, source, templates)
  return target
}

/** Templates stand at the top of a page or a live component; Phoenix also has some in each list of a component. */
function takeTemplates(node: Tree, inherited: Templates): Templates {
  const { p: own } = node
  if (!own) return inherited
  delete node.p
  return own
}

function mergeHoles(target: Tree, source: Tree, templates: Templates): void {
  for (const key in source) {
    const hole = Number(key)
    const part = source[hole]
    if (part === undefined) continue
    target[hole] = typeof part === 'object' ? mergeNode(target[hole], part, templates) : part
  }
}

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
  if (node.k) for (const [, entry] of rows(node.k)) adopt(entry as Tree, templates)
  return node
}

function mergeKeyed(target: Tree, source: Tree, changes: Keyed, templates: Templates): void {
  if (source.stream) {
    target.stream = source.stream
    target.k = { kc: changes.kc }
  }
  const old = target.k ?? { kc: 0 }
  // A move reads its old position, where another row may be merged into what stood there.
  const before = changes.km ? structuredClone(old) : old
  const next: Keyed = { kc: changes.kc }
  for (let i = 0; i < changes.kc; i++) next[i] = mergeEntry(changes[i], old[i], before, templates)
  target.k = next
}

function mergeEntry(
  change: Entry | undefined,
  here: Entry | undefined,
  before: Keyed,
  templates: Templates,
): Tree {
  if (change === undefined) return here as Tree
  if (typeof change === 'number') return before[change] as Tree
  if (isMove(change)) return mergeNode(before[change[0]] as Tree, change[1], templates)
  return mergeNode((here as Tree | undefined) ?? {}, change, templates)
}

const isMove = (entry: Entry): entry is readonly [number, Tree] => Array.isArray(entry)

/** The rows of a list in order. */
export function* rows(list: Keyed): Generator<[position: number, entry: Entry]> {
  for (let i = 0; i < list.kc; i++) {
    const entry = list[i]
    if (entry !== undefined) yield [i, entry]
  }
}
