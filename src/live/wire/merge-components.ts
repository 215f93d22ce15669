import { type Changed, mergeNode } from './merge-node.ts'
import type { Components, Tree } from './tree.ts'

/** Merges the components of a diff into those that the page has. Mutates both. */
export function mergeComponents(known: Components, changes: Components, changed: Changed): Components {
  // What -n names is the tree as it was, so copies come before any change.
  const bases = copyBases(known, changes)
  const done: Components = {}
  const mergeComponent = (cid: number): Tree => {
    const { s: base, ...change } = changes[cid]!
    done[cid] ??=
      typeof base !== 'number'
        ? mergeNode(known[cid], changes[cid]!, {}, changed)
        : mergeNode(structuredClone(base > 0 ? mergeComponent(base) : bases[-base]), change, {}, changed)
    return done[cid]
  }
  for (const cid in changes) {
    const merged = mergeComponent(Number(cid))
    if (merged !== known[cid]) changed.add(merged)
  }
  return Object.assign(known, done)
}

function copyBases(known: Components, changes: Components): Components {
  const bases: Components = {}
  for (const cid in changes) {
    const { s: base } = changes[cid]!
    if (typeof base === 'number' && base < 0) bases[-base] ??= structuredClone(known[-base]!)
  }
  return bases
}
