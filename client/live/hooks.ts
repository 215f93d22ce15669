import { chooseIn } from './chosen.ts'
import type { Run } from './commands.ts'
import { type Handler, handlersOf, type PushTarget } from './components.ts'
import { around, CONTAINER } from './container.ts'
import { ownHooks } from './create-hook.ts'
import { FocusWrap } from './focus-wrap.ts'
import type { Hook, HookCallbacks, HookClass, HookContext, HookJs } from './hook.ts'
import { isolate } from './isolate.ts'
import { jsCommands } from './js.ts'
import type { Push } from './pushes.ts'
import { isIgnored } from './rules/ignored.ts'
import { onJoined } from './status.ts'

/** Hooks by the name that `phx-hook` gives. */
export type Definitions = Readonly<Record<string, Hook | HookClass>>

/** What hooks do to the rest of the client. */
export interface HookReach {
  push(push: Push): Promise<unknown>
  run: Run
}

/** The hooks of the elements that are on the page. */
export interface Hooks {
  beforeUpdate(from: HTMLElement, to: HTMLElement): void
  /** Brings the hooks in line with the page: ends those whose elements are gone, mounts new ones, tells of changes. */
  afterPatch(): void
  /** Calls one callback of the hooks on these elements. */
  tell(name: 'disconnected' | 'reconnected', applies: (el: Element) => boolean): void
}

interface Mounted {
  readonly name: string
  readonly hook: HookCallbacks
  readonly life: AbortController
}

/** Begins to mount hooks. */
export function createHooks(given: Definitions | undefined, reach: HookReach): Hooks {
  const definitions: Definitions = { 'Phoenix.FocusWrap': FocusWrap, ...given }
  const all = new Map<HTMLElement, Mounted>()
  const changed = new Set<HTMLElement>()

  function mount(el: HTMLElement): void {
    const name = nameOf(el)
    const own = ownHooks.get(el)
    const definition = own ?? definitions[name]
    const life = new AbortController()
    isolate(() => {
      const context = contextOf(el, life.signal, reach)
      const instance =
        typeof definition === 'function'
          ? new definition(context)
          : (own ?? Object.create(definition ?? null))
      const hook: HookCallbacks = Object.assign(instance, context)
      all.set(el, { name, hook, life })
      if (!definition) throw new Error(`Pass the hook "${name}" to connectLive({ hooks }).`)
      hook.mounted?.(life.signal)
    })
  }

  function destroy(el: HTMLElement, { hook, life }: Mounted): void {
    all.delete(el)
    changed.delete(el)
    isolate(() => hook.destroyed?.())
    life.abort()
  }

  return {
    beforeUpdate(from, to) {
      const hook = all.get(from)?.hook
      if (!hook) return
      // Inside an ignored element nothing changes.
      const [before, after] = isIgnored(from) ? [from.cloneNode(), to.cloneNode()] : [from, to]
      if (before.isEqualNode(after)) return
      isolate(() => hook.beforeUpdate?.(to))
      changed.add(from)
    },
    afterPatch() {
      for (const [el, mounted] of all)
        if (!el.isConnected || nameOf(el) !== mounted.name) destroy(el, mounted)
      for (const el of onJoined('[phx-hook]')) if (!all.has(el)) mount(el)
      for (const el of changed) {
        changed.delete(el)
        isolate(() => all.get(el)?.hook.updated?.())
      }
    },
    tell(name, applies) {
      for (const [el, { hook }] of all) if (applies(el)) isolate(() => hook[name]?.())
    },
  }
}

function contextOf(el: HTMLElement, signal: AbortSignal, { push, run }: HookReach): HookContext {
  // Its view, even when the element has gone.
  const home = around(el, CONTAINER) ?? el
  const ask =
    ({ at, cid }: Handler) =>
    (event: string, value: unknown = {}, onReply?: (reply: unknown) => void) => {
      const answer = push({
        at,
        payload: { type: 'hook', event, value, cid },
        holds: [{ el, kind: 'hook' }],
      })
      // Who gives a callback waits for nothing else.
      return onReply ? void answer.then(onReply, () => {}) : answer
    }
  return {
    el,
    pushEvent: ask({ at: home }),
    pushEventTo: (target: PushTarget, ...pushed: Parameters<ReturnType<typeof ask>>) => {
      const answers = handlersOf(target, home).map((handler) =>
        ask(handler)(...pushed)?.then((reply) => ({ reply })),
      )
      return pushed[2] ? undefined : Promise.allSettled(answers)
    },
    handleEvent: (event: string, listener: (payload: unknown) => void) => {
      const name = `phx:${event}`
      const hear = (sent: Event) => listener((sent as CustomEvent).detail)
      addEventListener(name, hear, { signal })
      return () => removeEventListener(name, hear)
    },
    removeHandleEvent: (handled: () => void) => handled(),
    upload: (name: string, files: Iterable<File>) => chooseIn(home, name, files),
    uploadTo: (target: PushTarget, name: string, files: Iterable<File>) =>
      chooseIn(handlersOf(target, home)[0]?.at, name, files),
    js: () => jsCommands(run, el) as unknown as HookJs,
  } as HookContext
}

const nameOf = (el: HTMLElement) => el.getAttribute('phx-hook') as string
