import type { AnyEvents, Hook, HookCallbacks, HookContext, HookEvents } from './hook.ts'
import { stick } from './sticky.ts'

/** The hooks that elements have made for themselves. */
export const ownHooks = new WeakMap<Element, HookCallbacks>()

/**
 * Gives a custom element a hook, from its `connectedCallback`, so that pages can use it without `phx-hook`. What it
 * returns is `this` of the callbacks; it can push from `mounted` on.
 */
export function createHook<
  State extends object = object,
  Events extends HookEvents = AnyEvents,
  El extends HTMLElement = HTMLElement,
>(el: El, callbacks: Hook<State, Events, El>): HookContext<Events, El> & State {
  // An element that is moved is connected once more.
  const hook = ownHooks.get(el) ?? { ...callbacks }
  ownHooks.set(el, hook as HookCallbacks)
  stick(el, 'hook', (to) => to.setAttribute('phx-hook', ''))
  return hook as unknown as HookContext<Events, El> & State
}
