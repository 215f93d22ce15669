import { type TransitionClasses, transitionOf } from '../../src/live/wire/command-options.ts'
import { isolate } from './isolate.ts'
import { display, toggleClasses, unstick } from './sticky.ts'

const DEFAULT_TIME = 200

/** The transitions that commands have started, while someone waits for their end. */
let started: Promise<unknown>[] = []

/** How many things run that patches of the page wait for. */
let holding = 0

const waiting: (() => void)[] = []

/** Runs an action when nothing plays that patches of the page wait for; one after another. */
export function whenStill(action: () => void): void {
  waiting.push(action)
  if (waiting.length === 1) proceed()
}

function proceed(): void {
  while (holding === 0 && waiting[0]) {
    isolate(waiting[0])
    waiting.shift()
  }
}

/** Holds patches back until a promise is kept. */
export function holdBack(until: Promise<unknown>): void {
  holding++
  // Whoever waits for the same promise, to remove what has left, comes before the next patch.
  until.then(() => setTimeout(() => --holding || proceed()))
}

/** How a change plays. */
export interface Playing {
  readonly transition?: TransitionClasses | undefined
  readonly time?: number | undefined
  /** false: patches of the page do not wait for the end. */
  readonly blocking?: boolean | undefined
}

/** Plays a transition of classes for `time` milliseconds, and then ends; without a transition it ends at once. */
export function play(
  el: HTMLElement,
  { transition, time = DEFAULT_TIME, blocking }: Playing,
  end?: () => void,
): void {
  if (!transition) return end?.()
  const [during, first, last] = transitionOf(transition)
  toggleClasses(el, [...during, ...first], true)
  // The browser must have seen the first classes, or nothing moves.
  el.getBoundingClientRect()
  toggleClasses(el, first, false)
  toggleClasses(el, last, true)
  const over = new Promise((resolve) => setTimeout(resolve, time)).then(() => {
    toggleClasses(el, [...during, ...last], false)
    for (const name of [...during, ...first, ...last]) unstick(el, `.${name}`)
    end?.()
  })
  started.push(over)
  if (blocking !== false) holdBack(over)
}

/** Runs commands, and then, when the last transition that they started is over, the rest. */
export function afterTransitions(run: () => void, then: () => void): void {
  started = []
  run()
  if (started.length === 0) then()
  else Promise.all(started).then(then)
}

interface Appearance extends Playing {
  readonly display?: string | undefined
}

/** Shows an element that is not displayed: as its style sheet has it, else as its tag is, else as a block. */
export function show(el: HTMLElement, { display: wanted = '', ...playing }: Appearance): void {
  if (isDisplayed(el)) return
  tell(el, 'show-start')
  for (const value of [wanted, 'revert', 'block']) if (!isDisplayed(el)) display(el, value)
  play(el, playing, () => tell(el, 'show-end'))
}

/** Hides an element that is displayed. */
export function hide(el: HTMLElement, playing: Playing): void {
  if (!isDisplayed(el)) return
  tell(el, 'hide-start')
  play(el, playing, () => {
    display(el, 'none')
    tell(el, 'hide-end')
  })
}

const tell = (el: HTMLElement, what: string) => el.dispatchEvent(new Event(`phx:${what}`))

export const isDisplayed = (el: Element): boolean => getComputedStyle(el).display !== 'none'
