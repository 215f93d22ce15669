import { channel } from 'node:diagnostics_channel'

/** What may become of a view without a socket, as the framework tells of it. */
const FATES = ['adopted', 'parked', 'resumed', 'expired', 'refused'] as const

type Counts = { readonly [F in (typeof FATES)[number] as `views_${F}`]: number }

/** Counts of what has become of views without a socket in this process. */
export interface ViewCounters {
  read(): Counts
  /** Ends the counting. */
  close(): void
}

/** Counts what the channels tell from now on. */
export function viewCounters(): ViewCounters {
  const counts = new Map(FATES.map((fate) => [fate, 0]))
  const counters = FATES.map((fate) => ({
    heard: channel(`oriel:view.${fate}`),
    count: () => void counts.set(fate, counts.get(fate)! + 1),
  }))
  for (const { heard, count } of counters) heard.subscribe(count)
  return {
    read: () => Object.fromEntries([...counts].map(([fate, n]) => [`views_${fate}`, n])) as Counts,
    close() {
      for (const { heard, count } of counters) heard.unsubscribe(count)
    },
  }
}
