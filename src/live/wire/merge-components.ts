import { type Merging, mergeNode } from './merge-node.ts'
import type { Components, Tree } from './tree.ts'

/** Merges the components of a diff into those that the page has. Mutates both. */
export function mergeComponents(known: Components, changes: Components, merging: Merging): Components {
  // What -n names is the tree as it was, so copies come before any change.
  const bases = copyBases(known, changes)
  const done: Components = {}
  for (const cid in changes) {
    const merged = mergeComponent(Number(cid), known, changes, bases, done, merging)
    if (merged !== known[cid]) merging.changed.add(merged)
  }
  return Object.assign(known, done)
}

function copyBases(known: Components, changes: Components): Components {
  const bases: Components = {}
  for (const cid in changes) {
    const { s: statics } = changes[cid]!
    if (typeof statics === 'number' && statics < 0) bases[-statics] ??= structuredClone(known[-statics]!)
  }
  return bases
}

function mergeComponent(
  cid: number,
  known: Components,
  changes: Components,
  bases: Components,
  done: Components,
  merging: Merging,
): Tree {
  const merged = done[cid]
  if (merged) return merged
  const { s: statics, ...change } = changes[cid]!
  if (typeof statics !== 'number') {
    const whole = statics === undefined ? change : { ...change, s: statics }
    done[cid] = mergeNode(known[cid], whole, merging)
  } else {
    const base =
      statics > 0 ? mergeComponent(statics, known, changes, bases, done, merging) : bases[-statics]!
    done[cid] = mergeNode(structuredClone(base), change, merging)
  }
  return done[cid]
}
