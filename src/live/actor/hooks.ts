import { Halt, type HookStage } from '../view/hooks.ts'
import type { MaybePromise } from '../view/live.ts'
import { type Reply, reply } from '../view/outcome.ts'
import { andThen, isPromise } from './deadline.ts'

/** A hook whose stage is known: what it is called with fits. */
export type HookCallback = (context: never) => MaybePromise<Halt | void>

interface Hook {
  readonly callback: HookCallback
  isAttached: boolean
}

/** The hooks of a view or a component, by stage, in the order in which they were attached. */
export class Hooks {
  readonly #byStage = new Map<HookStage, Set<Hook>>()

  /** Attaches a hook; returns the undo. */
  add(stage: HookStage, callback: HookCallback): () => void {
    const hook: Hook = { callback, isAttached: true }
    const hooks = this.#byStage.get(stage) ?? new Set()
    this.#byStage.set(stage, hooks.add(hook))
    return () => {
      hook.isAttached = false
      hooks.delete(hook)
    }
  }

  /** Runs the hooks of a stage one after another, until one halts. */
  run(stage: HookStage, context: unknown): MaybePromise<Halt | undefined> {
    const hooks = this.#byStage.get(stage)
    return hooks && runAll([...hooks], context)
  }
}

/** What has hooks; none until one is attached. */
export interface Hooked {
  readonly hooks: Hooks | undefined
  readonly hasEnded: boolean
}

/** Runs the hooks of a stage, and then `handle` unless one of them has halted: then gives what that one answers. */
export function afterHooks<T>(
  live: Hooked,
  stage: HookStage,
  context: object,
  handle: () => MaybePromise<T>,
): MaybePromise<T | Reply | undefined> {
  if (!live.hooks) return handle()
  return andThen<Halt | undefined, T | Reply | undefined>(live.hooks.run(stage, context), (halted) => {
    // While a hook waited, the browser may have left.
    if (live.hasEnded) return undefined
    if (halted) return halted.payload && reply(halted.payload)
    return handle()
  })
}

// One that is detached meanwhile does not run; one that is attached meanwhile runs from the next time on.
function runAll(hooks: readonly Hook[], context: unknown): MaybePromise<Halt | undefined> {
  for (const [i, hook] of hooks.entries()) {
    if (!hook.isAttached) continue
    const result = hook.callback(context as never)
    if (isPromise(result)) {
      return result.then((later) => (later instanceof Halt ? later : runAll(hooks.slice(i + 1), context)))
    }
    if (result instanceof Halt) return result
  }
  return undefined
}
