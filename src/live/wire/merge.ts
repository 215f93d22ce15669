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

/** Merges a diff into the tree it was made against, and returns the tree that now holds. Mutates both. */
export function merge(target: Tree | undefined, diff: Tree): Tree {
  const { c: components, ...tree } = diff
  const merged = mergeNode(target, tree)
  if (components) merged.c = mergeComponents(merged.c ?? {}, components)
  return merged
}

/**
 * The live components that a diff changes, if it changes nothing else. They are patched where they stand, which may
 * be in the row of a stream, of which the tree knows nothing any more.
 */
export function componentsAlone({ c, ...rest }: Tree): readonly number[] | undefined {
  return c && Object.keys(rest).length === 0 ? Object.keys(c).map(Number) : undefined
}
