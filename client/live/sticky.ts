type Change = (to: Element, from: Element) => void

/** By element: what commands changed on it, each under a key, to be done again to what the server sends for it. */
const changes = new WeakMap<Element, Map<string, Change>>()

/** Changes an element in a way that patches keep. A later change under the same key takes its place. */
export function stick(el: Element, key: string, change: Change): void {
  change(el, el)
  const kept = changes.get(el) ?? new Map<string, Change>()
  changes.set(el, kept.set(key, change))
}

export function unstick(el: Element, key: string): void {
  changes.get(el)?.delete(key)
}

/** Does the kept changes of an element to its next version. */
export function keepSticky(from: Element, to: Element): void {
  for (const change of changes.get(from)?.values() ?? []) change(to, from)
}

export function toggleClasses(el: Element, names: readonly string[], isOn: boolean): void {
  for (const name of names) stick(el, `.${name}`, (target) => target.classList.toggle(name, isOn))
}

/** Shows an element as it is displayed by a style; `none` hides it. */
export const display = (el: HTMLElement, value: string): void =>
  stick(el, 'display', (to, from) => {
    // What a script has set stays, where the server sends no style of its own.
    if (to === from || to.hasAttribute('style')) (to as HTMLElement).style.display = value
  })
