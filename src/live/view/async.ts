import type { Hole } from '../template/html.ts'
import type { RowLimit, Stream } from '../template/stream.ts'

/** Work beside the turns of a view; the signal aborts when it is not wanted any more. */
export type Task<T> = (signal: AbortSignal) => Promise<T>

/** What became of a task. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: unknown }

/** An assign that is loaded beside the turns of its view. While it loads anew, it keeps the value that it had. */
export type AsyncResult<T> =
  | { readonly state: 'loading'; readonly value: T | undefined }
  | { readonly state: 'ok'; readonly value: T }
  | { readonly state: 'failed'; readonly value: T | undefined; readonly error: unknown }

/** Begins an assign that `live.assignAsync` loads: `report: loading<Report>()`. */
export const loading = <T>(value?: T): AsyncResult<T> => ({ state: 'loading', value })

/** The result that follows another when its task has come back; a failed one keeps the value of before. */
export const settled = <T>(before: AsyncResult<T>, outcome: Outcome<T>): AsyncResult<T> =>
  outcome.ok
    ? { state: 'ok', value: outcome.value }
    : { state: 'failed', value: before.value, error: outcome.error }

/** The assigns that are loaded, by name. */
export type AsyncKey<A> = { [K in keyof A]: A[K] extends AsyncResult<unknown> ? K : never }[keyof A] & string

/** What a loaded assign holds when it is there. */
export type AsyncValue<R> = R extends { readonly state: 'ok'; readonly value: infer T } ? T : never

/** The assigns that are streams, by name. */
export type StreamKey<A> = { [K in keyof A]: A[K] extends Stream<infer _> ? K : never }[keyof A] & string

/** The items of a stream. */
export type StreamItem<S> = S extends Stream<infer T> ? T : never

/** The assigns that can tell how far the loading of a stream is, by name: those that began as `loading<number>()`. */
export type CountKey<A> = {
  [K in keyof A]: A[K] extends AsyncResult<unknown> ? (AsyncResult<number> extends A[K] ? K : never) : never
}[keyof A] &
  string

/** How loaded rows come into their stream, and the assign that tells how far the loading is. */
export interface StreamAsyncOptions<Key extends string> extends RowLimit {
  /** The assign that tells; when the rows are there it holds how many came. */
  readonly result: Key
  /** Where they come to stand, in their order: the end (-1, the default), the start (0), or an index. */
  readonly at?: number
  /** Whether they take the place of all rows; these stay until then. */
  readonly reset?: boolean
}

/** What to show for each state of a result. */
export interface AsyncCases<T> {
  /** The value, also while it is loaded anew. */
  readonly ok: (value: T) => Hole
  /** Nothing has come yet. */
  readonly loading?: () => Hole
  /** The task failed; `value` is the one of before, if there was one. */
  readonly failed?: (error: unknown, value: T | undefined) => Hole
}

/** Shows an assign that is loaded: `${asyncResult(report, { loading: () => 'Loading…', ok: (report) => … })}`. */
export function asyncResult<T>(result: AsyncResult<T>, cases: AsyncCases<T>): Hole {
  if (result.state === 'failed' && cases.failed) return cases.failed(result.error, result.value)
  if (result.state === 'ok' || result.value !== undefined) return cases.ok(result.value as T)
  return cases.loading?.()
}
