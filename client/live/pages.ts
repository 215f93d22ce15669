import { backoff } from './backoff.ts'
import { emit } from './window.ts'

const RELOADS = 'live-reloads'

const setBriefCookie = (name: string, value: string) => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and the page is about to go
  document.cookie = `${name}=${value};max-age=60;path=/`
}

/** Leaves for another page. A flash message travels in a cookie that the next page reads. */
export function leaveFor(href: string, flash?: string): void {
  if (flash) setBriefCookie('__phoenix_flash__', flash)
  const isHere = new URL(href, location.href).href === location.href
  if (isHere) location.reload()
  else location.href = href
}

/** What a view that cannot be joined leaves for its page. */
interface Remainders {
  readonly flash?: string | undefined
  /** Tells the server which error page to show. */
  readonly errorToken?: string | undefined
}

/**
 * Loads a page whose view cannot be joined: at once, or as late as after `least` loads in vain, so that the people of a
 * closing server do not come back all at once. Waits longer each time that this has not helped.
 */
export function loadAnew(href: string, { flash, errorToken }: Remainders, least = 0): void {
  if (errorToken) setBriefCookie('__phoenix_reload_status__', errorToken)
  const reloads = Number(sessionStorage.getItem(RELOADS))
  sessionStorage.setItem(RELOADS, `${reloads + 1}`)
  const before = Math.max(reloads, least)
  setTimeout(() => leaveFor(href, flash), before && backoff(before, 1000, 30_000))
}

/** The view has been joined: loading the page has helped. */
export const forgetReloads = (): void => sessionStorage.removeItem(RELOADS)

/** Announces that a page begins or has ended to load, for progress bars. */
export const announceLoading = (phase: 'start' | 'stop', kind: string, to = location.href): unknown =>
  emit(`page-loading-${phase}`, { kind, to })
