import type { Hook } from '../live/index.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const full = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'full', timeStyle: 'short' })

/**
 * Shows for every `<time class="ago">` inside how long ago it is, and keeps that true; the full time, in the reader's
 * zone, is its title.
 */
export const Ago: Hook<{ undo: () => void }> = {
  mounted() {
    this.undo = keepTrue(this.el)
  },
  destroyed() {
    this.undo()
  },
}

/** Begins to keep the times in an element true, and gives the undo. */
function keepTrue(el: HTMLElement): () => void {
  const showAll = (): void => {
    for (const time of el.querySelectorAll<HTMLTimeElement>('time.ago')) show(time)
    // What was just written is no news.
    observer.takeRecords()
  }
  const observer = new MutationObserver(showAll)
  observer.observe(el, { subtree: true, childList: true, characterData: true })
  const timer = setInterval(showAll, minute / 4)
  showAll()
  return () => {
    observer.disconnect()
    clearInterval(timer)
  }
}

/** How long before `now` a moment is, in words: "just now", "5m ago", "3h ago", "2d ago". Both in milliseconds. */
export function agoText(moment: number, now: number): string {
  const age = now - moment
  if (age < minute) return 'just now'
  if (age < hour) return `${Math.floor(age / minute)}m ago`
  if (age < day) return `${Math.floor(age / hour)}h ago`
  return `${Math.floor(age / day)}d ago`
}

function show(time: HTMLTimeElement): void {
  const moment = Date.parse(time.dateTime)
  const text = agoText(moment, Date.now())
  if (time.textContent !== text) time.textContent = text
  const title = full.format(moment)
  if (time.title !== title) time.title = title
}
