import { VERSION } from '../../src/live/wire/frame.ts'
import { createRun, type Run } from './commands.ts'
import { bindDrop } from './drop.ts'
import { bindEvents } from './events.ts'
import { type Hook, Hooks } from './hooks.ts'
import { createNavigation, type Navigation } from './navigation.ts'
import { announceLoading, forgetReloads, leaveFor, loadAnew } from './pages.ts'
import { type Change, type Part, patch } from './patch.ts'
import { pushesOf } from './pushes.ts'
import { recoveries } from './recovery.ts'
import type { Departure, Refusal } from './responses.ts'
import { mayRemove } from './rules/leaving.ts'
import { createSettle } from './settle.ts'
import { openSocket, type Socket } from './socket.ts'
import { type LiveState, markJoined, showState } from './status.ts'
import { type Uploader, Uploads } from './uploads.ts'
import type { Standing, ViewReach } from './view-reach.ts'
import { keepPlaces, Viewport } from './viewport.ts'
import { Views } from './views.ts'
import { dispatch } from './window.ts'

/** What a page is connected with. */
export interface PageOptions {
  readonly path: string
  readonly longPollFallbackMs: number
  readonly hooks: Readonly<Record<string, Hook>>
  readonly params: () => object
  readonly uploaders: Readonly<Record<string, Uploader>>
  readonly viewTransition: (show: () => void) => unknown
}

/** The live page in this window: puts the parts of the client together around the views that it shows. */
export class Page {
  readonly #params: () => object
  readonly #transition: PageOptions['viewTransition']
  readonly #run: Run
  readonly #hooks: Hooks
  readonly #settle: () => void
  readonly #socket: Socket
  readonly #navigation: Navigation
  readonly #uploads: Uploads
  readonly #views: Views

  constructor(
    main: HTMLElement,
    { path, longPollFallbackMs, hooks, params, uploaders, viewTransition }: PageOptions,
  ) {
    this.#transition = viewTransition
    this.#params = () => ({ _csrf_token: csrfToken(), _track_static: trackedFiles(), ...params() })
    this.#run = createRun({
      push: (el, args, cause) => {
        const push = () => Promise.all(pushesOf(el, args, cause).map((each) => this.#views.push(each)))
        return this.#uploads.around(el, cause, push).catch(({ message }) => console.warn(message))
      },
      follow: (type, destination) => this.#navigation.go(type, destination),
    })
    this.#hooks = new Hooks(hooks, { push: (push) => this.#views.push(push), run: this.#run })
    this.#settle = createSettle(this.#run, this.#hooks, new Viewport(this.#run), () => this.#leave())
    this.#socket = openSocket(socketUrl(path), longPollFallbackMs, {
      onOpen: () => this.#views.carry('connected'),
      onFrame: (frame) => this.#uploads.receive(frame) || this.#views.receive(frame),
      onLost: () => {
        this.#uploads.lost()
        this.#views.carry('client-error')
      },
      onEnd: () => loadAnew(location.href, {}, 5000),
    })
    // Before the navigation: a link that also has a binding runs it, and is followed then.
    bindEvents(this.#run)
    bindDrop()
    this.#uploads = new Uploads({
      line: this.#socket,
      uploaders,
      tell: async (el, message, payload) => this.#views.of(el)!.tell(message, payload),
    })
    this.#navigation = createNavigation({
      isConnected: () => this.#socket.isOpen,
      patch: (href) => this.#views.main.patch(href),
      visit: (href, flash) => this.#visit(href, flash),
    })
    const onArrived = () => announceLoading('stop', 'initial')
    this.#views = new Views(main, { href: location.href, onArrived }, this.#socket, this.#reach())
    announceLoading('start', 'initial')
    window.addEventListener('pagehide', ({ persisted }) => persisted || this.#leave())
  }

  #reach(): Omit<ViewReach, 'away'> {
    return {
      params: this.#params,
      patch: (change) => this.#patch(change),
      transition: this.#transition,
      recover: (container, html) => this.#recover(container, html),
      stands: (view, state) => this.#show(view, state),
      refused: (refusal, href, flash) => this.#refused(refusal, href, flash),
      depart: (to) => this.#depart(to),
      livePatch: (destination) => this.#navigation.patched(destination),
    }
  }

  #show(view: Standing, state: LiveState): void {
    if (state === 'connected') forgetReloads()
    if (!showState(view.container, state, view.isPage)) return
    const isError = state.endsWith('error')
    const name = isError ? 'disconnected' : 'reconnected'
    if (view.isPage) announceLoading(isError ? 'start' : 'stop', 'error')
    this.#hooks.tell(name, (el) => this.#views.of(el) === view)
  }

  #visit(href: string, flash: string | undefined): Promise<void> {
    const redirect = { flash, referer: location.href }
    return new Promise((onArrived) => this.#views.visit({ href, redirect, onArrived }))
  }

  #patch(change: Change): readonly Part[] {
    if (change.isJoin) markJoined(change.container)
    const keepPlace = keepPlaces()
    const missed = patch(change, {
      beforeUpdate: (from, to) => this.#hooks.beforeUpdate(from, to),
      mayRemove: (el) => mayRemove(el, this.#run, () => this.#changed()),
    })
    keepPlace()
    this.#changed()
    return missed
  }

  /** Elements have come or gone. */
  #changed(): void {
    this.#views.changed()
    this.#settle()
    this.#uploads.settle()
  }

  #recover(container: HTMLElement, html: string): void {
    for (const { field, binding, form } of recoveries(container, html))
      this.#run(field, binding, { type: 'change', form })
  }

  #refused(refusal: Refusal, href: string | undefined, flash: string | undefined): boolean {
    const { reason = '', token, events = [] } = refusal
    dispatch(events)
    const isOld = /^(unauthorized|stale|reload)$/.test(reason)
    if (isOld) loadAnew(href ?? location.href, { flash, errorToken: token })
    return isOld || this.#depart(refusal)
  }

  /** Says whether the page is sent elsewhere. */
  #depart({ redirect, live_redirect }: Departure): boolean {
    if (redirect) {
      this.#leave()
      leaveFor(redirect.to, redirect.flash)
    } else if (live_redirect) this.#navigation.follow('redirect', live_redirect)
    return !!(redirect || live_redirect)
  }

  #leave(): void {
    this.#views.end()
    this.#socket.stop()
  }
}

const csrfToken = () => document.querySelector<HTMLMetaElement>('meta[name=csrf-token]')?.content ?? ''

/** The files that the server may have replaced since this page was loaded; undefined when none is marked. */
function trackedFiles(): readonly string[] | undefined {
  const marked = [...document.querySelectorAll<HTMLLinkElement & HTMLScriptElement>('[phx-track-static]')]
  return marked.length > 0 ? marked.map(({ href, src }) => href ?? src) : undefined
}

function socketUrl(path: string): string {
  const query = new URLSearchParams({ _csrf_token: csrfToken(), vsn: VERSION })
  return `${location.origin}${path}?${query}`
}
