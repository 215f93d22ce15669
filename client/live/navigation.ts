import { announceLoading, leaveFor } from './pages.ts'

/** Where the server sends a page: `kind` says what becomes of the present entry of the history. */
export interface Destination {
  readonly to: string
  readonly kind?: 'push' | 'replace'
  readonly flash?: string
}

type LinkType = 'patch' | 'redirect'

interface Entry {
  readonly type: LinkType
  readonly position: number
  /** How this entry was left for the next one: going back takes the same way. */
  readonly backType?: LinkType
  readonly scroll?: number
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
export class Navigation {
  readonly #reach: NavigationReach
  #location = here()
  #entry: Entry
  #scrollTimer: number | undefined
  /** Counts navigations: only the one that started last may arrive. */
  #started = 0

  constructor(reach: NavigationReach) {
    this.#reach = reach
    this.#entry = { type: 'redirect', position: 0, ...(history.state as Entry | null) }
    history.scrollRestoration = 'manual'
    if (this.#entry.scroll) scrollTo(0, this.#entry.scroll)
    this.#note({})
    window.addEventListener('click', (event) => this.#clicked(event))
    window.addEventListener('popstate', ({ state }) => this.#popped(state as Entry | null))
    window.addEventListener('scroll', () => {
      clearTimeout(this.#scrollTimer)
      this.#scrollTimer = setTimeout(() => this.#note({ scroll: scrollY }), 100)
    })
  }

  /** Follows a link: `patch` gives the view other parameters, `redirect` puts another view in its place. */
  follow(type: LinkType, { to, kind = 'push', flash }: Destination): void {
    const scroll = scrollY
    const { href } = new URL(to, location.href)
    this.#travel(type, href, flash, (taken) => this.#commit(taken, href, kind, scroll))
  }

  /** Writes down that the view itself has changed its parameters. */
  patched({ to, kind = 'push' }: Destination): void {
    // A navigation under way has been led on: its own URL is not where the view stands.
    this.#started++
    this.#commit('patch', to, kind, scrollY)
  }

  async #travel(type: LinkType, href: string, flash: string | undefined, arrive: (taken: LinkType) => void) {
    if (!this.#reach.isConnected()) return leaveFor(href, flash)
    const mine = ++this.#started
    announceLoading('start', type, href)
    try {
      const taken = type === 'patch' && (await this.#reach.patch(href)) ? 'patch' : 'redirect'
      if (taken === 'redirect' && mine === this.#started) await this.#reach.visit(href, flash)
      if (mine === this.#started) arrive(taken)
      announceLoading('stop', type, href)
    } catch {
      leaveFor(href, flash)
    }
  }

  #commit(type: LinkType, href: string, kind: 'push' | 'replace', scroll: number): void {
    const isPush = kind === 'push'
    if (isPush) this.#note({ backType: type, scroll })
    this.#entry = { type, position: this.#entry.position + (isPush ? 1 : 0) }
    history[`${kind}State`](this.#entry, '', href)
    this.#arrived(type, false, 'forward')
    const marked = document.getElementById(location.hash.slice(1))
    if (marked) marked.scrollIntoView()
    else if (type === 'redirect') scrollTo(0, 0)
  }

  #clicked(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-phx-link]')
    if (!link || event.defaultPrevented || isForBrowser(link, event) || !this.#reach.isConnected()) return
    event.preventDefault()
    const { phxLink: type, phxLinkState: kind } = link.dataset as { phxLink: LinkType; phxLinkState: 'push' }
    this.follow(type, { to: link.href, kind })
  }

  #popped(state: Entry | null): void {
    const from = this.#entry
    const entry = state ?? { type: 'patch', position: from.position }
    clearTimeout(this.#scrollTimer)
    this.#entry = entry
    // Only the fragment has changed: that is the browser's affair.
    if (here() === this.#location) return
    const isForward = entry.position > from.position
    const type = isForward ? entry.type : (entry.backType ?? entry.type)
    this.#arrived(type, true, isForward ? 'forward' : 'backward')
    this.#travel(type, location.href, undefined, () => scrollTo(0, entry.scroll ?? 0))
  }

  #arrived(type: LinkType, pop: boolean, direction: 'forward' | 'backward'): void {
    clearTimeout(this.#scrollTimer)
    this.#location = here()
    const detail = { href: location.href, patch: type === 'patch', pop, direction }
    window.dispatchEvent(new CustomEvent('phx:navigate', { detail }))
  }

  #note(change: Partial<Entry>): void {
    this.#entry = { ...this.#entry, ...change }
    history.replaceState(this.#entry, '')
  }
}

const here = () => location.pathname + location.search

const isForBrowser = (link: HTMLAnchorElement, { button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent) =>
  button || ctrlKey || metaKey || shiftKey || altKey || link.target || link.origin !== location.origin
