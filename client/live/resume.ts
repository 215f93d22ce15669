import type { Resumable } from './responses.ts'
import type { Timer } from './timer.ts'

/** Messages after which the server is told that they have come, at the latest after so many milliseconds. */
const BATCH = 16
const BATCH_WITHIN = 5000

/** How long a connection may be lost before the page shows it, in milliseconds. */
const BRIEF = 1000

/** Up to where a view has come, so that it can be taken up again from there. */
export interface Resume {
  /** What goes along with a join; without a token there is nothing to take up again. */
  point(): { readonly id: number; readonly token: string | undefined; readonly seen: number }
  /** The view was joined, or taken up again, which the server hears of soon. */
  joined(response: Resumable): void
  /** One more message has come. */
  count(): void
  /** The connection is lost; calls back when that takes long. */
  away(slow: () => void): void
  /** There is nothing to take up any more, or not yet. */
  forget(): void
}

/** Begins to count messages; `acknowledge` tells the server how many have come. */
export function createResume(acknowledge: (seen: number) => void): Resume {
  /** Tells this view from all others of the browser, before there is a token. */
  const id = Math.random()
  let token: string | undefined
  let seen = 0
  let told = 0
  let due: Timer | undefined
  let slow: Timer | undefined

  function tell(): void {
    due = clearTimeout(due) as undefined
    told = seen
    acknowledge(seen)
  }

  function note(): void {
    if (!token) return
    if (seen - told >= BATCH) tell()
    else due ??= setTimeout(tell, BATCH_WITHIN)
  }

  function forget(): void {
    clearTimeout(due)
    clearTimeout(slow)
    token = due = slow = undefined
  }

  return {
    point: () => ({ id, token, seen }),
    joined({ resume, resumed }) {
      forget()
      token = resume
      if (!resumed) seen = told = 0
      note()
    },
    count() {
      seen++
      note()
    },
    away(onSlow) {
      slow ??= setTimeout(onSlow, BRIEF)
    },
    forget,
  }
}
