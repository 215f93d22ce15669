import { VERSION } from '../../src/live/wire/frame.ts'
import { all } from './all.ts'
import { bindDrop } from './drop.ts'
import { isolate } from './isolate.ts'
import { createNavigation } from './navigation.ts'
import type { LiveOptions } from './options.ts'
import { announceLoading, forgetReloads, leaveFor, loadAnew } from './pages.ts'
import { patch } from './patch.ts'
import { type EventPayload, pushesOf } from './pushes.ts'
import { recoverForms } from './recovery.ts'
import type { Departure } from './responses.ts'
import { mayRemove } from './rules/leaving.ts'
import { createScripts, type Scripts } from './scripts.ts'
import { runAll } from './settle.ts'
import { openSocket } from './socket.ts'
import { showState } from './status.ts'
import { afterTransitions, whenStill } from './transitions.ts'
import { createUploads } from './uploads.ts'
import { keepPlaces } from './viewport.ts'
import { createViews } from './views.ts'
import { dispatch, emit } from './window.ts'

/** Puts the parts of the client together around the views of the page in this window; `main` is its own. */
export function createPage(main: HTMLElement, options: LiveOptions): Scripts {
  const {
    path = '/live/websocket',
    params = () => ({}),
    metadata = {},
    uploaders = {},
    dom = {},
    viewTransition = (show) => show(),
  } = options
  // Before the navigation: a link that also has a binding runs it, and is followed then.
  const scripts = createScripts(options, {
    push(el, args, cause) {
      const told = (metadata as Readonly<Record<string, (event?: Event, el?: Element) => object>>)[cause.type]
      const data = { ...cause.data, ...told?.(cause.event, el) }
      const push = () => Promise.all(pushesOf(el, args, { ...cause, data }).map((each) => views.push(each)))
      const answered = uploads.around(el, cause, push).catch(console.warn)
      if (!args.page_loading) return
      announceLoading('start', 'element')
      answered.then(() => announceLoading('stop', 'element'))
    },
    follow: (type, destination) => navigation.go(type, destination),
    ask: (push) => views.push(push),
    disconnect: leave,
  })
  const { run } = scripts
  const socket = openSocket(socketUrl(path), options, {
    onOpen() {
      views.carry('connected')
      for (const channel of uploads.channels.values()) channel.join()
    },
    onFrame(frame) {
      const channel = uploads.channels.get(frame[2])
      if (channel) channel.receive(frame)
      else whenStill(() => views.receive(frame))
    },
    onLost: () => {
      for (const channel of uploads.channels.values()) channel.lost('client-error')
      views.carry('client-error')
    },
    onEnd: () => loadAnew(location.href, {}, 3),
  })
  bindDrop()
  const uploads = createUploads({
    line: socket,
    uploaders,
    tell: async (el, message, payload) => views.of(el)!.tell(message, payload),
  })
  const navigation = createNavigation({
    isConnected: () => socket.isOpen,
    patch: (href) => views.main.patch(href),
    visit: (href, flash) =>
      new Promise((onArrived) =>
        views.visit({ href, redirect: { flash, referer: location.href }, onArrived }),
      ),
  })
  const onArrived = () => announceLoading('stop', 'initial')
  const views = createViews(main, { href: location.href, onArrived }, socket, {
    params: (container) => ({
      _csrf_token: csrfToken(),
      _track_static: trackedFiles(),
      ...params(container),
    }),
    transition: (show) =>
      afterTransitions(
        () => runAll('phx-remove', run, (el) => el.matches('[data-phx-main] :not([data-phx-sticky] *)')),
        () => viewTransition(show),
      ),
    patch(change) {
      const { container, isJoin } = change
      // Of the first join, or of those after it.
      if (isJoin) container.dataset['liveReady'] = ''
      const keepPlace = keepPlaces()
      isolate(() => dom.onPatchStart?.(container))
      const missed = patch(change, {
        beforeUpdate(from, to) {
          isolate(() => dom.onBeforeElUpdated?.(from, to))
          scripts.hooks.beforeUpdate(from, to)
        },
        onAdded: dom.onNodeAdded,
        mayRemove: (el) => mayRemove(el, run, changed),
      })
      keepPlace()
      changed()
      isolate(() => dom.onPatchEnd?.(container))
      return missed
    },
    recover: (html) => recoverForms(html, run),
    stands(view, state) {
      if (state === 'connected') forgetReloads()
      const isOwn = (el: Element) => views.of(el) === view
      showState(
        view,
        state,
        options,
        (what) => {
          if (view.isPage) announceLoading(what === 'disconnected' ? 'start' : 'stop', 'error')
          scripts.hooks.tell(what, isOwn)
        },
        (binding) => runAll(`phx-${binding}`, run, isOwn),
      )
      if (state !== 'connecting') views.carry(state, view)
    },
    refused({ reason = '', token, events = [], ...refusal }, href, flash) {
      dispatch(events)
      const isOld = /^(unauthorized|stale|reload)$/.test(reason)
      if (isOld) loadAnew(href ?? location.href, { flash, errorToken: token })
      return isOld || depart(refusal)
    },
    lost(payload) {
      // A script hears of it by itself.
      const { type } = payload as EventPayload
      if (type !== 'hook' && emit('event-lost', payload)) runAll('phx-lost', run, Boolean)
    },
    depart,
    livePatch: navigation.patched,
  })
  announceLoading('start', 'initial')
  addEventListener('pagehide', ({ persisted }) => persisted || leave())
  return { ...scripts, socket }

  /** Elements have come or gone. */
  function changed(): void {
    views.changed()
    scripts.settle()
    uploads.settle()
  }

  /** Says whether the page is sent elsewhere. */
  function depart({ redirect, live_redirect }: Departure): boolean {
    if (redirect) {
      leave()
      leaveFor(redirect.to, redirect.flash)
    } else if (live_redirect) navigation.follow('redirect', live_redirect)
    return !!(redirect || live_redirect)
  }

  function leave(): void {
    views.end()
    socket.stop()
  }
}

const csrfToken = () => document.querySelector<HTMLMetaElement>('meta[name=csrf-token]')?.content ?? ''

/** The files that the server may have replaced since this page was loaded. */
const trackedFiles = () =>
  all<HTMLLinkElement & HTMLScriptElement>('[phx-track-static]').map(({ href, src }) => href ?? src)

function socketUrl(path: string): string {
  const query = new URLSearchParams({ _csrf_token: csrfToken(), vsn: VERSION })
  return `${location.origin}${path}?${query}`
}
