import type { Stream } from '../template/stream.ts'
import { type AsyncResult, loading, type StreamAsyncOptions, settled } from '../view/async.ts'
import type { Live } from '../view/live.ts'

/** Where rows go that are loaded, and the assign that tells how far that is. */
export type StreamOptions = StreamAsyncOptions<string>

type Loader = Pick<Live<object>, 'assigns' | 'startAsync'> & { assign(changes: object): void }

/** Loads an assign beside the turns. */
export function loadAssign<T>(
  live: Loader,
  key: string,
  task: (signal: AbortSignal) => Promise<T>,
  { reset = false }: { readonly reset?: boolean } = {},
): void {
  live.assign({ [key]: loading(reset ? undefined : resultIn<T>(live, key).value) })
  live.startAsync(key, task, (outcome) => live.assign({ [key]: settled(resultIn<T>(live, key), outcome) }))
}

/** Loads rows of a stream beside the turns. */
export function loadRows<T extends object>(
  live: Loader,
  key: string,
  task: (signal: AbortSignal) => Promise<readonly T[]>,
  options: StreamOptions,
): void {
  const { result } = options
  live.assign({ [result]: loading(resultIn<number>(live, result).value) })
  live.startAsync(key, task, (outcome) => {
    if (outcome.ok) land(valueIn<Stream<T>>(live, key), outcome.value, options)
    const count = outcome.ok ? ({ ok: true, value: outcome.value.length } as const) : outcome
    live.assign({ [result]: settled(resultIn<number>(live, result), count) })
  })
}

function land<T extends object>(
  stream: Stream<T>,
  items: readonly T[],
  { at = -1, limit, reset = false }: Omit<StreamOptions, 'result'>,
): void {
  if (reset) stream.reset([])
  const options = { at, ...(limit !== undefined && { limit }) }
  // Each goes before the one that came last, unless all go to the end.
  for (const item of at < 0 ? items : items.toReversed()) stream.insert(item, options)
}

const valueIn = <V>({ assigns }: Loader, key: string): V => (assigns as Readonly<Record<string, V>>)[key]!

const resultIn = <T>(live: Loader, key: string): AsyncResult<T> => valueIn(live, key)
