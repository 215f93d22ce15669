import type { Hook } from '../live/index.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const full = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'full', timeStyle: 'short' })

// All times on the page share one timer, which runs while there are any.
const shown = new Set<HTMLTimeElement>()
let timer: ReturnType<typeof setInterval> | undefined

/** Shows how long ago a `<time datetime>` is and keeps that true; the full time, in the reader's zone, is its title. */
export const Ago: Hook = {
  mounted() {
    const time = this.el as HTMLTimeElement
    shown.add(time)
    timer ??= setInterval(showAll, minute / 4)
    show(time)
  },
  updated() {
    show(this.el as HTMLTimeElement)
  },
  destroyed() {
    shown.delete(this.el as HTMLTimeElement)
    if (shown.size > 0) return
    clearInterval(timer)
    timer = undefined
  },
}

/** How long before `now` a moment is, in words: "just now", "5m ago", "3h ago", "2d ago". Both in milliseconds. */
export function agoText(moment: number, now: number): string {
  const age = now - moment
  if (age < minute) return 'just now'
  if (age < hour) return `${Math.floor(age / minute)}m ago`
  if (age < day) return `${Math.floor(age / hour)}h ago`
  return `${Math.floor(age / day)}d ago`
}

function showAll(): void {
  for (const time of shown) show(time)
}

function show(time: HTMLTimeElement): void {
  const moment = Date.parse(time.dateTime)
  const text = agoText(moment, Date.now())
  if (time.textContent !== text) time.textContent = text
  if (time.title === '') time.title = full.format(moment)
}
