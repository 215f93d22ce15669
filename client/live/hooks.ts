import type { Run } from './commands.ts'
import { type Handler, handlersOf, type PushTarget } from './components.ts'
import { around, CONTAINER } from './container.ts'
import { FocusWrap } from './focus.ts'
import type { HookCallbacks, HookClass, HookContext, HookJs } from './hook.ts'
import { isolate } from './isolate.ts'
import { jsCommands } from './js.ts'
import type { Push } from './pushes.ts'
import { isIgnored } from './rules/ignored.ts'
import { onJoined } from './status.ts'

type OnReply = (reply: unknown) => void

/** Hooks by the name that `phx-hook` gives. */
export type Definitions = Readonly<Record<string, HookCallbacks | HookClass>>

/** What hooks do to the rest of the client. */
export interface HookReach {
  push(push: Push): Promise<unknown>
  run: Run
}

interface Mounted {
  readonly name: string
  readonly hook: HookCallbacks
  readonly life: AbortController
}

/** The hooks of the elements that are on the page. */
export class Hooks {
  readonly #definitions: Definitions
  readonly #reach: HookReach
  readonly #mounted = new Map<HTMLElement, Mounted>()
  readonly #changed = new Set<HTMLElement>()

  constructor(definitions: Definitions, reach: HookReach) {
    this.#definitions = { 'Phoenix.FocusWrap': FocusWrap, ...definitions }
    this.#reach = reach
  }

  beforeUpdate(from: HTMLElement, to: HTMLElement): void {
    const hook = this.#mounted.get(from)?.hook
    if (!hook) return
    // Inside an ignored element nothing changes.
    const [before, after] = isIgnored(from) ? [from.cloneNode(), to.cloneNode()] : [from, to]
    if (before.isEqualNode(after)) return
    isolate(() => hook.beforeUpdate?.(to))
    this.#changed.add(from)
  }

  /** Brings the hooks in line with the page: ends those whose elements are gone, mounts new ones, tells of changes. */
  afterPatch(): void {
    const changed = [...this.#changed]
    this.#changed.clear()
    for (const [el, { name }] of this.#mounted) if (!el.isConnected || nameOf(el) !== name) this.#destroy(el)
    for (const el of onJoined('[phx-hook]')) {
      if (!this.#mounted.has(el)) this.#mount(el)
    }
    for (const el of changed) isolate(() => this.#mounted.get(el)?.hook.updated?.())
  }

  /** Calls one callback of the hooks on these elements. */
  tell(name: 'disconnected' | 'reconnected', applies: (el: Element) => boolean): void {
    for (const [el, { hook }] of this.#mounted) if (applies(el)) isolate(() => hook[name]?.())
  }

  #mount(el: HTMLElement): void {
    const name = nameOf(el)
    const definition = this.#definitions[name]
    const life = new AbortController()
    const context = this.#context(el, life.signal)
    const hook: HookCallbacks = Object.assign(
      typeof definition === 'function' ? new definition(context) : Object.create(definition ?? null),
      context,
    )
    this.#mounted.set(el, { name, hook, life })
    isolate(() => {
      if (!definition) throw new Error(`No hook "${name}" is known: pass it to connectLive({ hooks }).`)
      hook.mounted?.(life.signal)
    })
  }

  #destroy(el: HTMLElement): void {
    const { hook, life } = this.#mounted.get(el) as Mounted
    this.#mounted.delete(el)
    isolate(() => hook.destroyed?.())
    life.abort()
  }

  #context(el: HTMLElement, signal: AbortSignal): HookContext {
    const { push, run } = this.#reach
    // Its view, even when the element has gone.
    const home = around(el, CONTAINER) ?? el
    const ask = (event: string, payload: unknown = {}, { at, cid }: Handler = { at: home }) =>
      push({ at, payload: { type: 'hook', event, value: payload, cid }, holds: [{ el, kind: 'hook' }] })
    // Who gives a callback waits for nothing else.
    const tell = (answer: Promise<unknown>, onReply: OnReply) => void answer.then(onReply, () => {})
    return {
      el,
      pushEvent: (event: string, payload?: unknown, onReply?: OnReply) => {
        const answer = ask(event, payload)
        return onReply ? tell(answer, onReply) : answer
      },
      pushEventTo: (target: PushTarget, event: string, payload?: unknown, onReply?: OnReply) => {
        const answers = handlersOf(target, home).map((handler) => ask(event, payload, handler))
        if (!onReply) return Promise.allSettled(answers.map((answer) => answer.then((reply) => ({ reply }))))
        for (const answer of answers) tell(answer, onReply)
        return undefined
      },
      handleEvent: (event: string, listener: (payload: unknown) => void) => {
        const name = `phx:${event}`
        const hear = (sent: Event) => listener((sent as CustomEvent).detail)
        window.addEventListener(name, hear, { signal })
        return () => window.removeEventListener(name, hear)
      },
      removeHandleEvent: (handled: () => void) => handled(),
      js: () => jsCommands(run, el) as unknown as HookJs,
    } as HookContext
  }
}

const nameOf = (el: HTMLElement) => el.getAttribute('phx-hook') ?? ''
