import { announceLoading, leaveFor } from './pages.ts'
import { type Scrolled, scrollBack, scrolled } from './scroll.ts'
import type { Timer } from './timer.ts'
import { emit } from './window.ts'

/** Where the server sends a page: `kind` says what becomes of the present entry of the history. */
export interface Destination {
  readonly to: string
  readonly kind?: 'push' | 'replace'
  readonly flash?: string
}

type LinkType = 'patch' | 'redirect'

interface Entry extends Scrolled {
  readonly type: LinkType
  readonly position: number
  /** How this entry was left for the next one: going back takes the same way. */
  readonly backType?: LinkType
}

/** What navigation asks of the view on the page. */
export interface NavigationReach {
  isConnected(): boolean
  /** Sends the view new parameters; says whether the view could take them. */
  patch(href: string): Promise<boolean>
  /** Puts the view of another page in this one's place. */
  visit(href: string, flash?: string): Promise<void>
}

/** Moves between live pages without loading them, and keeps the browser's history in step. */
export interface Navigation {
  /** Goes where a person wants to, unless a listener to `phx:before-navigate` prevents that. */
  go(type: LinkType, to: Destination): void
  /** Goes where the server says: `patch` gives the view other parameters, `redirect` puts another one in its place. */
  follow(type: LinkType, to: Destination): void
  /** Writes down that the view itself has changed its parameters. */
  patched(to: Destination): void
}

/** Begins to follow links and the buttons of the browser. */
export function createNavigation({ isConnected, patch, visit }: NavigationReach): Navigation {
  let place = here()
  let entry: Entry = { type: 'redirect', position: 0, ...(history.state as Entry | null) }
  let scrollTimer: Timer | undefined
  /** Counts navigations: only the one that started last may arrive. */
  let started = 0

  function go(type: LinkType, to: Destination): void {
    if (announce('before-navigate', type, resolve(to.to))) follow(type, to)
  }

  function follow(type: LinkType, { to, kind, flash }: Destination): void {
    const left = scrolled()
    const href = resolve(to)
    travel(type, href, (taken) => commit(taken, href, kind, left), flash)
  }

  async function travel(type: LinkType, href: string, arrive: (taken: LinkType) => void, flash?: string) {
    if (!isConnected()) return leaveFor(href, flash)
    const mine = ++started
    announceLoading('start', type, href)
    try {
      const taken = type === 'patch' && (await patch(href)) ? 'patch' : 'redirect'
      if (taken === 'redirect' && mine === started) await visit(href, flash)
      if (mine === started) arrive(taken)
      announceLoading('stop', type, href)
    } catch {
      leaveFor(href, flash)
    }
  }

  function commit(type: LinkType, href: string, kind: Destination['kind'] = 'push', left = scrolled()): void {
    const isPush = kind === 'push'
    if (isPush) note({ backType: type, ...left })
    entry = { type, position: entry.position + (isPush ? 1 : 0) }
    history[`${kind}State`](entry, '', href)
    arrived(type)
    if (type === 'redirect') scrollTo(0, 0)
    showPlace()
  }

  function popped({ state }: { readonly state: Entry | null }): void {
    const from = entry.position
    const to: Entry = state ?? { type: 'patch', position: from + 1 }
    // Only the fragment has changed: that is no other page.
    if (here() === place) {
      entry = to
      return state ? restore(to) : note({})
    }
    const isForward = to.position > from
    const type = isForward ? to.type : (to.backType ?? to.type)
    const direction = isForward ? 'forward' : 'backward'
    if (!announce('before-navigate', type, location.href, direction)) return history.go(from - to.position)
    entry = to
    arrived(type, direction)
    travel(type, location.href, () => restore(to))
  }

  function arrived(type: LinkType, direction?: Direction): void {
    clearTimeout(scrollTimer)
    place = here()
    announce('navigate', type, location.href, direction)
  }

  function note(change: Partial<Entry>): void {
    entry = { ...entry, ...change }
    history.replaceState(entry, '')
  }

  function clicked(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-phx-link]')
    if (!link || event.defaultPrevented || isForBrowser(event) || !isConnected()) return
    if (link.target || link.origin !== location.origin) return
    event.preventDefault()
    const { phxLink, phxLinkState } = link.dataset as { phxLink: LinkType; phxLinkState: 'push' }
    go(phxLink, { to: link.href, kind: phxLinkState })
  }

  history.scrollRestoration = 'manual'
  if (entry.inner) scrollBack(entry)
  note({})
  addEventListener('click', clicked)
  addEventListener('popstate', popped)
  // Those of elements do not bubble.
  addEventListener(
    'scroll',
    () => {
      clearTimeout(scrollTimer)
      scrollTimer = setTimeout(() => note(scrolled()), 100)
    },
    true,
  )
  return {
    go,
    follow,
    patched({ to, kind }) {
      // A navigation under way has been led on: its own URL is not where the view stands.
      started++
      commit('patch', to, kind)
    },
  }
}

/** How the buttons of the browser walk the history; links and servers lead forward. */
type Direction = 'forward' | 'backward'

/** Says whether nobody has prevented what is announced. */
const announce = (name: string, type: LinkType, href: string, direction?: Direction) =>
  emit(name, { href, patch: type === 'patch', pop: !!direction, direction: direction ?? 'forward' })

/** Shows an entry as it was left, or else its beginning, or the place that it names. */
function restore(to: Entry): void {
  scrollBack(to)
  if (!to.inner) showPlace()
}

const showPlace = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()

const here = () => location.pathname + location.search

const resolve = (to: string) => new URL(to, location.href).href

/** Whether a click on a link is to open it elsewhere, or to save it. */
export const isForBrowser = ({ ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean =>
  ctrlKey || metaKey || shiftKey || altKey
