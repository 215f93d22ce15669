import { chooseIn } from './chosen.ts'
import type { Run } from './commands.ts'
import { type Handler, handlersOf, type PushTarget } from './components.ts'
import { CONTAINER } from './container.ts'
import { isolate } from './isolate.ts'
import type { Push } from './pushes.ts'
import { isIgnored } from './rules/ignored.ts'
import { onJoined } from './status.ts'

type OnReply = (reply: unknown) => void

/** What `this` is in the callbacks of a hook. */
export interface HookContext {
  readonly el: HTMLElement
  /** Pushes an event to the view; the promise gives its reply, or rejects when there is no answer. */
  pushEvent(event: string, payload?: unknown): Promise<unknown>
  /** The same with a callback, which is not called when there is no answer. */
  pushEvent(event: string, payload: unknown, onReply: OnReply): void
  /** Pushes to the live components that the target stands for, or to the view of an element that is in none. */
  pushEventTo(
    target: PushTarget,
    event: string,
    payload?: unknown,
  ): Promise<PromiseSettledResult<{ reply: unknown }>[]>
  pushEventTo(target: PushTarget, event: string, payload: unknown, onReply: OnReply): void
  /** Listens to an event that the view pushes, until the hook ends. */
  handleEvent<Payload>(event: string, listener: (payload: Payload) => void): void
  /** Chooses files for an upload of the view, by the name of the upload. */
  upload(name: string, files: Iterable<File>): void
  /** The same for an upload of what the target stands for. */
  uploadTo(target: PushTarget, name: string, files: Iterable<File>): void
  /** Runs commands as they stand in a binding. */
  js(): { exec(binding: string): void }
}

interface HookCallbacks {
  /** The element is on the page. The signal aborts when it is gone again. */
  mounted?(signal: AbortSignal): void
  beforeUpdate?(to: HTMLElement): void
  updated?(): void
  destroyed?(): void
  disconnected?(): void
  reconnected?(): void
}

/** A script's part in an element with `phx-hook` and an id. `State` is what it keeps on `this`. */
export type Hook<State extends object = object> = HookCallbacks &
  Partial<State> &
  ThisType<HookContext & State>

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
  readonly #definitions: Readonly<Record<string, Hook>>
  readonly #reach: HookReach
  readonly #mounted = new Map<HTMLElement, Mounted>()
  readonly #changed = new Set<HTMLElement>()

  constructor(definitions: Readonly<Record<string, Hook>>, reach: HookReach) {
    this.#definitions = definitions
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
    const hook: HookCallbacks = Object.assign(
      Object.create(definition ?? null),
      this.#context(el, life.signal),
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
    const home = el.closest(CONTAINER) ?? el
    const ask = (event: string, payload: unknown = {}, { at, cid }: Handler = { at: home }) =>
      push({ at, payload: { type: 'hook', event, value: payload, cid }, holds: [{ el, kind: 'hook' }] })
    // Who gives a callback waits for nothing else.
    const tell = (answer: Promise<unknown>, onReply: OnReply) => void answer.then(onReply, () => {})
    return {
      el,
      pushEvent: ((event: string, payload?: unknown, onReply?: OnReply) => {
        const answer = ask(event, payload)
        return onReply ? tell(answer, onReply) : answer
      }) as HookContext['pushEvent'],
      pushEventTo: ((target: PushTarget, event: string, payload?: unknown, onReply?: OnReply) => {
        const answers = handlersOf(target, home).map((handler) => ask(event, payload, handler))
        if (!onReply) return Promise.allSettled(answers.map((answer) => answer.then((reply) => ({ reply }))))
        for (const answer of answers) tell(answer, onReply)
        return undefined
      }) as HookContext['pushEventTo'],
      handleEvent: (event, listener) =>
        window.addEventListener(`phx:${event}`, (sent) => listener((sent as CustomEvent).detail), { signal }),
      upload: (name, files) => chooseIn(home, name, files),
      uploadTo: (target, name, files) => chooseIn(handlersOf(target, home)[0]?.at, name, files),
      js: () => ({ exec: (binding) => run(el, binding, { type: 'hook' }) }),
    }
  }
}

const nameOf = (el: HTMLElement) => el.getAttribute('phx-hook') ?? ''
