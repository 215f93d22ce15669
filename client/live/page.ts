import type { CommandArguments } from '../../src/live/wire/commands.ts'
import { VERSION } from '../../src/live/wire/frame.ts'
import type { Markup } from '../../src/live/wire/markup.ts'
import type { Cause } from './commands.ts'
import type { Definitions } from './hooks.ts'
import { createNavigation, type Navigation } from './navigation.ts'
import { announceLoading, forgetReloads, leaveFor, loadAnew } from './pages.ts'
import { patch } from './patch.ts'
import { pushesOf } from './pushes.ts'
import { recoveries } from './recovery.ts'
import type { Departure, Refusal } from './responses.ts'
import { mayRemove } from './rules/leaving.ts'
import { createScripts, type Scripts } from './scripts.ts'
import { runAll } from './settle.ts'
import { openSocket, type Socket } from './socket.ts'
import { type LiveState, markJoined, showState } from './status.ts'
import { whenStill } from './transitions.ts'
import type { Standing, ViewReach } from './view-reach.ts'
import { keepPlaces } from './viewport.ts'
import { Views } from './views.ts'
import { dispatch } from './window.ts'

/** What a page is connected with. */
export interface PageOptions {
  readonly path: string
  readonly longPollFallbackMs: number
  readonly hooks: Definitions
  readonly params: () => object
  readonly viewTransition: (show: () => void) => unknown
}

/** The live page in this window: puts the parts of the client together around the views that it shows. */
export class Page {
  readonly #params: () => object
  readonly #transition: PageOptions['viewTransition']
  readonly scripts: Scripts
  readonly #socket: Socket
  readonly #navigation: Navigation
  readonly #views: Views

  constructor(main: HTMLElement, { path, longPollFallbackMs, hooks, params, viewTransition }: PageOptions) {
    this.#transition = viewTransition
    this.#params = () => ({ _csrf_token: csrfToken(), _track_static: trackedFiles(), ...params() })
    // Before the navigation: a link that also has a binding runs it, and is followed then.
    this.scripts = createScripts(hooks, {
      push: (el, args, cause) => this.#push(el, args, cause),
      follow: (type, destination) => this.#navigation.go(type, destination),
      ask: (push) => this.#views.push(push),
      disconnect: () => this.#leave(),
    })
    this.#socket = openSocket(socketUrl(path), longPollFallbackMs, {
      onOpen: () => this.#views.carry('connected'),
      onFrame: (frame) => whenStill(() => this.#views.receive(frame)),
      onLost: () => this.#views.carry('client-error'),
      onEnd: () => loadAnew(location.href, {}, 5000),
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

  #reach(): ViewReach {
    return {
      params: this.#params,
      patch: (el, page, isJoin) => this.#patch(el, page, isJoin),
      transition: this.#transition,
      recover: (container, html) => this.#recover(container, html),
      stands: (view, state) => this.#show(view, state),
      refused: (refusal, href, flash) => this.#refused(refusal, href, flash),
      depart: (to) => this.#depart(to),
      livePatch: (destination) => this.#navigation.patched(destination),
    }
  }

  #push(el: HTMLElement, args: CommandArguments['push'], cause: Cause): void {
    const answers = pushesOf(el, args, cause).map((push) =>
      this.#views.push(push).catch(({ message }) => console.warn(message)),
    )
    if (!args.page_loading) return
    announceLoading('start', 'element')
    Promise.all(answers).then(() => announceLoading('stop', 'element'))
  }

  #show(view: Standing, state: LiveState): void {
    if (state === 'connected') forgetReloads()
    const isOwn = (el: Element) => this.#views.of(el) === view
    showState(
      view,
      state,
      (what) => {
        if (view.isPage) announceLoading(what === 'disconnected' ? 'start' : 'stop', 'error')
        this.scripts.hooks.tell(what, isOwn)
      },
      (binding) => runAll(binding, this.scripts.run, isOwn),
    )
  }

  #visit(href: string, flash: string | undefined): Promise<void> {
    const redirect = { flash, referer: location.href }
    return new Promise((onArrived) => this.#views.visit({ href, redirect, onArrived }))
  }

  #patch(target: HTMLElement, page: Markup, isJoin: boolean): boolean {
    if (isJoin) markJoined(target)
    const keepPlace = keepPlaces()
    const isSkipped = patch(target, page, {
      isJoin,
      beforeUpdate: (from, to) => this.scripts.hooks.beforeUpdate(from, to),
      mayRemove: (el) => mayRemove(el, this.scripts.run, () => this.#changed()),
    })
    keepPlace()
    this.#changed()
    return isSkipped
  }

  /** Elements have come or gone. */
  #changed(): void {
    this.#views.changed()
    this.scripts.settle()
  }

  #recover(container: HTMLElement, html: string): void {
    for (const { field, binding, form } of recoveries(container, html))
      this.scripts.run(field, binding, { type: 'change', form })
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
