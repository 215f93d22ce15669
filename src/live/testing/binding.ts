import type { Command, CommandArguments, Target } from '../wire/commands.ts'
import { CONTROLS, kindOf, ownValueOf } from './controls.ts'
import type { Element } from './dom.ts'
import type { FilledIn } from './filled-in.ts'

/**
 * A command that reaches the server, or leads to another page: an event of the DOM does when it is that of a change.
 * The others are the browser's alone.
 */
export type Step = Extract<Command, readonly ['push' | 'navigate' | 'patch' | 'dispatch', unknown]>

/** What a binding does, in order, each with the element that it does it for. */
export function* stepsOf(element: Element, binding: string): Generator<readonly [Element, Step]> {
  if (!binding.startsWith('[')) return yield [element, ['push', { event: binding }]]
  for (const command of JSON.parse(binding) as readonly Command[]) {
    const [name, args] = command
    if (name === 'exec') yield* stepsIn(element, args)
    else if (name === 'dispatch') yield* changesIn(element, args)
    else if (name === 'push' || name === 'navigate' || name === 'patch') yield [element, command as Step]
  }
}

function* stepsIn(
  element: Element,
  { attr, to }: CommandArguments['exec'],
): Generator<readonly [Element, Step]> {
  for (const target of targetsOf(element, to)) yield* stepsOf(target, target.getAttribute(attr) ?? '[]')
}

function* changesIn(
  element: Element,
  args: CommandArguments['dispatch'],
): Generator<readonly [Element, Step]> {
  if (args.event !== 'change' && args.event !== 'input') return
  for (const target of targetsOf(element, args.to))
    if (target.matches(CONTROLS)) yield [target, ['dispatch', args]]
}

function targetsOf(element: Element, to: Target | undefined): Iterable<Element> {
  if (to === undefined) return [element]
  if (typeof to === 'string') return element.ownerDocument.querySelectorAll(to)
  if ('inner' in to) return element.querySelectorAll(to.inner)
  return [element.closest(to.closest)].filter((found) => found !== null)
}

/** The `phx-value-*` of an element. */
export function bindingValues(element: Element): object {
  const prefix = 'phx-value-'
  const bound = [...element.attributes].filter(({ name }) => name.startsWith(prefix))
  return Object.fromEntries(bound.map(({ name, value }) => [name.slice(prefix.length), value]))
}

/** The `value` that a browser's element has, for those that have one. */
export function ownValue(element: Element, filledIn: FilledIn): object {
  if (element.matches('li')) return { value: Number.parseInt(element.getAttribute('value') ?? '', 10) || 0 }
  if (element.matches('button, data, option')) return { value: element.getAttribute('value') ?? '' }
  if (!element.matches('input, textarea, select')) return {}
  const value = filledIn.valueOf(element)
  if (typeof value === 'boolean') return value ? { value: ownValueOf(element) } : {}
  return { value: kindOf(element) === 'select' ? (value[0] ?? '') : value }
}

/** Who handles an event: a view by the id of its element, the page's own by default, or a live component in it. */
export interface Handler {
  readonly view: string | undefined
  readonly cid: number | undefined
}

/** Whom a push is for: what its command names, else the element's `phx-target`, else the view that it stands in. */
export function handlersOf(element: Element, target: string | number | undefined): readonly Handler[] {
  const named = String(target ?? element.getAttribute('phx-target') ?? '')
  const view = viewOf(element)?.id
  if (named === '') return [{ view, cid: undefined }]
  if (/^\d+$/.test(named)) return [{ view, cid: Number(named) }]
  const found = [...element.ownerDocument.querySelectorAll(named)]
  if (found.length > 0) return found.map(handlerAt)
  throw new Error(`The event is for "${named}", and no element matches that. Correct its target.`)
}

/** The component that an element belongs to, or its view. */
export function handlerAt(element: Element): Handler {
  const view = viewOf(element)
  const root = element.closest('[data-phx-component]')
  // A component around a nested view does not hear what is for that.
  const isOwn = root !== null && viewOf(root.parentElement ?? root) === view
  return { view: view?.id, cid: isOwn ? Number(root.getAttribute('data-phx-component')) : undefined }
}

/** The element of the nested view that an element stands in; null in the page's own. */
const viewOf = (element: Element): Element | null => element.closest('[data-phx-session]')
