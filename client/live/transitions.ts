import type { Transition } from '../../src/live/wire/commands.ts'
import { toggleClasses, unstick } from './sticky.ts'

const DEFAULT_TIME = 200

let started: Promise<void>[] = []

/** Plays a transition of classes for `time` milliseconds; without a transition it ends at once. */
export function play(
  el: HTMLElement,
  transition: Transition | undefined,
  time = DEFAULT_TIME,
  end?: () => void,
): void {
  if (!transition) return end?.()
  const [during, first, last] = transition
  toggleClasses(el, [...during, ...first], true)
  // The browser must have seen the first classes, or nothing moves.
  el.getBoundingClientRect()
  toggleClasses(el, first, false)
  toggleClasses(el, last, true)
  started.push(
    new Promise((resolve) => {
      setTimeout(() => {
        toggleClasses(el, [...during, ...last], false)
        for (const name of [...during, ...first, ...last]) unstick(el, `.${name}`)
        end?.()
        resolve()
      }, time)
    }),
  )
}

/** Runs commands, and then, when the last transition that they started is over, the rest. */
export function afterTransitions(run: () => void, then: () => void): void {
  started = []
  run()
  if (started.length === 0) then()
  else Promise.all(started).then(then)
}

/** How an element comes and goes. */
interface Appearance {
  readonly display?: string | undefined
  readonly transition?: Transition | undefined
  readonly time?: number | undefined
}

/** Shows an element that is not displayed. */
export function show(el: HTMLElement, { display = '', transition, time }: Appearance): void {
  if (isDisplayed(el)) return
  el.style.display = display
  if (!isDisplayed(el)) el.style.display = 'block'
  play(el, transition, time)
}

/** Hides an element that is displayed. */
export function hide(el: HTMLElement, { transition, time }: Appearance): void {
  if (!isDisplayed(el)) return
  play(el, transition, time, () => {
    el.style.display = 'none'
  })
}

export const isDisplayed = (el: Element): boolean => getComputedStyle(el).display !== 'none'
