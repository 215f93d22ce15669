import type { MaybePromise } from '../view/live.ts'
import { isPromise } from './deadline.ts'

/** Where an error came from. */
export interface Failure {
  /** The callback that threw, and of what: such as `mount of /rooms/:id`. */
  readonly where: string
  /** What the view or the live component held; undefined where it had no assigns yet. */
  readonly assigns: object | undefined
}

// Beside the errors and not on them, so that no log or report of errors carries what a person's page holds.
const failures = new WeakMap<object, Failure>()

/**
 * Where an error that a page failed with came from; undefined where no view's callback threw it. For pages that are
 * shown to developers: the assigns may hold what is nobody else's business.
 */
export const failureOf = (error: unknown): Failure | undefined =>
  error instanceof Error ? failures.get(error) : undefined

/** Notes where an error came from; what is known of it already is nearer to the cause, and stays. */
export function blame(error: unknown, { where, assigns }: Failure): void {
  if (!(error instanceof Error)) return
  const known = failures.get(error)
  failures.set(error, { where: known?.where ?? where, assigns: known?.assigns ?? assigns })
}

/** Runs a callback; what it throws is noted with where it came from. */
export function blaming<T>(failure: () => Failure, run: () => MaybePromise<T>): MaybePromise<T> {
  const fail = (error: unknown): never => {
    blame(error, failure())
    throw error
  }
  try {
    const result = run()
    return isPromise(result) ? result.catch(fail) : result
  } catch (error) {
    return fail(error)
  }
}
