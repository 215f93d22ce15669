/** What hooks and scripts of the client take, and the mistakes that do not compile: `tsc -p client` is the test. */
import { connectLive, createHook, type Hook, type PushDetail, ViewHook } from '../../client/live/index.ts'

interface NoteEvents {
  readonly pushes: {
    readonly load: {
      readonly payload: { readonly before: number }
      readonly reply: { readonly count: number }
    }
    readonly refresh: { readonly payload: undefined }
  }
  readonly receives: { readonly added: { readonly text: string } }
}

/** A hook that keeps a state, declares its events, and says what element it is for. */
export const Notes: Hook<{ shown: number }, NoteEvents, HTMLFormElement> = {
  async mounted(signal) {
    this.shown = this.el.elements.length
    const { count }: { count: number } = await this.pushEvent('load', { before: 1 })
    const nothing: null = await this.pushEvent('refresh')
    this.pushEvent('load', { before: count }, (reply) => {
      this.shown += reply.count
    })
    const settled = await this.pushEventTo('#notes', 'load', { before: 2 })
    for (const each of settled) if (each.status === 'fulfilled') this.shown += each.value.reply.count
    const heard = this.handleEvent('added', ({ text }) => this.el.append(text, String(nothing)))
    signal.addEventListener('abort', () => this.removeHandleEvent(heard))
    // @ts-expect-error an event that the hook does not declare
    this.pushEvent('save', { before: 1 })
    // @ts-expect-error a payload of another type
    this.pushEvent('load', { before: 'one' })
    // @ts-expect-error a payload that is missing
    this.pushEvent('load')
    // @ts-expect-error a payload where there is none
    this.pushEvent('refresh', { now: true })
    // @ts-expect-error a reply of another type
    this.pushEvent('load', { before: 1 }, (reply) => reply.length)
    // @ts-expect-error an event that the hook does not hear
    this.handleEvent('removed', () => {})
    // @ts-expect-error a payload of another type
    this.handleEvent('added', ({ text }: { text: number }) => text)
    // @ts-expect-error a state that the hook does not keep
    this.hidden = 1
  },
  beforeUpdate(to) {
    this.shown = to.elements.length
  },
}

/** A hook that declares no events pushes and hears any, and knows nothing of them. */
export const Loose: Hook = {
  mounted() {
    this.handleEvent('told', ({ text }: { text: string }) => this.el.append(text))
    this.pushEvent('anything', { at: 'all' }).then((reply) => {
      // @ts-expect-error a reply of which nothing is known
      this.el.append(reply.text)
    })
    this.js().hide(this.el, { transition: ['fading', 'from', 'to'], time: 100 })
    this.js().exec('[["show",{}]]')
    // @ts-expect-error a time that is no number
    this.js().hide(this.el, { time: 'long' })
    // @ts-expect-error a command that there is not
    this.js().vanish(this.el)
  },
}

/** A class is a hook for one element each. */
class Counter extends ViewHook<NoteEvents> {
  #count = Number(this.el.dataset['start'])

  override mounted() {
    this.#count++
    this.pushEvent('load', { before: this.#count })
    // @ts-expect-error an event that the class does not declare
    this.pushEvent('save')
  }
}

export const { js, execJS, disconnect, isConnected } = connectLive({ hooks: { Notes, Loose, Counter } })

js().addClass(document.body, 'ready')
execJS(document.body, [['add_class', { names: ['ready'] }]])
js().navigate('/rooms', { replace: true })
// @ts-expect-error a hook that is no hook
connectLive({ hooks: { Broken: { mounted: 1 } } })

connectLive({
  params: ({ id }) => ({ id }),
  metadata: {
    click: ({ shiftKey }, el) => ({ shiftKey, of: el.id }),
    keydown: ({ code }) => ({ code }),
    // @ts-expect-error a key has no button
    keyup: (event: MouseEvent) => ({ button: event.button }),
  },
  dom: {
    onBeforeElUpdated: (from, to) => to.toggleAttribute('open', from.hasAttribute('open')),
    onNodeAdded: (node: Node) => node.textContent,
    jsQuerySelectorAll: (el, to, find) => (to === 'shadow' ? [el] : find()),
  },
})
// @ts-expect-error an event to which an app adds nothing
connectLive({ metadata: { submit: () => ({}) } })
// @ts-expect-error a WebSocket is tried by itself
connectLive({ transport: 'websocket' })

if (isConnected()) disconnect()

/** A custom element with a hook of its own, that declares its events. */
export class LiveNote extends HTMLElement {
  readonly hook = createHook<{ shown: number }, NoteEvents, LiveNote>(this, {
    mounted() {
      this.shown = 1
      this.pushEvent('refresh')
      // @ts-expect-error an event that the hook does not declare
      this.pushEvent('save')
    },
  })

  load() {
    return this.hook.pushEvent('load', { before: this.hook.shown })
  }
}

addEventListener('phx:push:load', (event) => {
  const { eventType, lock }: PushDetail = (event as CustomEvent<PushDetail>).detail
  lock(document.body).then(() => document.body.append(eventType))
  // @ts-expect-error an element is locked, and no selector
  lock('#notes')
})
