import { LiveError } from '../kit/error.ts'

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
export const isPromise = (value: unknown): value is Promise<unknown> => value instanceof Promise
