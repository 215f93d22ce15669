import { LiveError } from '../kit/error.ts'
import type { MaybePromise } from '../view/live.ts'

/** Settles as `promise` does, or fails with `turn_timeout` after `ms` milliseconds. `what` names the callback. */
export function withDeadline<T>(promise: Promise<T>, ms: number, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(
        new LiveError(
          'turn_timeout',
          `${what} took longer than ${ms} ms. Do long work in a task of its own.`,
        ),
      )
    }, ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** Whether a callback is still at work. */
export const isPromise = <T>(value: MaybePromise<T>): value is Promise<T> => value instanceof Promise

/** Goes on with a value at once, where it is there already. */
export const andThen = <T, U>(
  value: MaybePromise<T>,
  next: (value: T) => MaybePromise<U>,
): MaybePromise<U> => (isPromise(value) ? value.then(next) : next(value))

/** Waits for all values that are not there yet; for nothing when all are. */
export function all(values: readonly MaybePromise<unknown>[]): MaybePromise<void> {
  const promises = values.filter(isPromise)
  return promises.length === 0 ? undefined : Promise.all(promises).then(() => undefined)
}
