import { inspect } from 'node:util'
import { failureOf } from 'oriel/server'
import type { ErrorReport } from '../views/debug-page.ts'

/** How many characters of a text are shown. */
const LONGEST = 20_000

/** What to tell developers of a request that failed; nothing of it is for people. */
export function errorReport(error: unknown): ErrorReport {
  const failure = failureOf(error)
  return {
    message: cut(error instanceof Error ? error.message : String(error), 1_000),
    error: show(error),
    where: failure?.where,
    assigns: failure?.assigns && show(failure.assigns),
  }
}

// `customInspect` would run code of the values.
const show = (value: unknown): string =>
  cut(
    inspect(value, {
      depth: 4,
      maxArrayLength: 20,
      maxStringLength: 1_000,
      breakLength: 100,
      customInspect: false,
    }),
    LONGEST,
  )

const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text
