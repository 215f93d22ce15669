import type { Rule } from './rule.ts'

/** By `details` or `dialog`: whether the server had it open last. */
const serverOpen = new WeakMap<Element, boolean>()

/** What a person has opened or closed stays so until the server changes its mind. */
export const keepOpened: Rule = (from, to) => {
  if (!from.matches('details,dialog')) return
  const isOpen = to.hasAttribute('open')
  if ((serverOpen.get(from) ?? isOpen) === isOpen) to.toggleAttribute('open', from.hasAttribute('open'))
  serverOpen.set(from, isOpen)
}
