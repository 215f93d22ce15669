import { mergeComponents } from './merge-components.ts'
import { mergeNode } from './merge-node.ts'
import type { Diff, PushedEvent, Tree } from './tree.ts'

/** A message taken apart: the tree's own diff, and what travels beside it. */
export interface Extracted {
  readonly tree: Tree
  readonly title: string | undefined
  readonly events: readonly PushedEvent[]
  readonly reply: unknown
}

export function extract({ t: title, e: events = [], r: reply, ...tree }: Diff): Extracted {
  return { tree, title, events, reply }
}

/**
 * Merges a diff into the tree it was made against, and returns the tree that now holds. Mutates both. `changed` collects
 * the nodes to be shown anew, each after what stands in it.
 */
export function merge(target: Tree | undefined, diff: Tree, changed = new Set<Tree>()): Tree {
  const { c: components, ...tree } = diff
  const merged = mergeNode(target, tree, {}, changed)
  if (merged !== target) changed.add(merged)
  if (components) merged.c = mergeComponents(merged.c ?? {}, components, changed)
  return merged
}
