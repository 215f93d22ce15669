import type { CommandArguments } from '../../src/live/wire/commands.ts'
import type { Hold } from './acks.ts'
import { all } from './all.ts'
import { described, uploadsOf } from './chosen.ts'
import type { Cause } from './commands.ts'
import { type Handler, handlersOf } from './components.ts'
import { type Field, fields, formOf, markSubmitted, nameOf, type Serialization, serialize } from './forms.ts'

/** An event as it travels to the server. */
export interface EventPayload {
  readonly type: string
  readonly event: string
  readonly value: unknown
  readonly meta?: object
  /** The files that are chosen, by their upload. */
  readonly uploads?: object | undefined
  /** The live component that it is for; absent for the view. */
  readonly cid?: number | undefined
}

/** An event, and the elements that wait for its answer. */
interface Message {
  readonly payload: EventPayload
  readonly holds: readonly Hold[]
}

/** An event for the view of an element. */
export interface Push extends Message {
  readonly at: Element
}

/** Makes the events that a binding of an element stands for: one for each that its target names. */
export function pushesOf(el: HTMLElement, args: CommandArguments['push'], cause: Cause): readonly Push[] {
  const { payload, holds } = makers[cause.type]?.(el, args, cause) ?? elementPush(el, args, cause)
  const shown = args.loading ? all(args.loading) : []
  const waiting = [...holds, ...shown.map((el) => ({ el, kind: cause.type, lock: false }))]
  return targetsOf(el, args, cause).map(({ at, cid }) => ({
    at,
    payload: { ...payload, cid },
    holds: waiting,
  }))
}

function targetsOf(
  el: HTMLElement,
  { target }: CommandArguments['push'],
  { type, form }: Cause,
): readonly Handler[] {
  const owner = form ?? ((type === 'change' && formOf(el as Field)) || el)
  const named = target ?? owner.getAttribute('phx-target')
  return named ? handlersOf(named, el, owner.getRootNode() as Document) : [{ at: el }]
}

type Maker = (el: HTMLElement, args: CommandArguments['push'], cause: Cause) => Message

const makers: { readonly [type: string]: Maker } = {
  submit(el, args, { submitter }) {
    const form = el as HTMLFormElement
    markSubmitted(form, submitter)
    const holds = [{ el, kind: 'submit', lock: false }, ...controlHolds(form)]
    return formPush(form, args, { submitter }, {}, holds)
  },
  change(el, args, { form: next }) {
    const field = el as Field
    const form = formOf(field)
    if (!form) throw new Error(`phx-change needs a form around ${field.outerHTML}`)
    const only = field.hasAttribute('phx-change') ? nameOf(field) : undefined
    const inputs = uploadsOf(form).filter((input) => next || input === field)
    const holds = [field, form].map((el) => ({ el, kind: 'change' }))
    const meta = { _target: nameOf(field) || 'undefined' }
    return formPush(form, args, { only }, meta, holds, described(inputs, !!next))
  },
}

const elementPush: Maker = (el, { event, value }, { type, data }) => ({
  payload: { type, event, value: { ...bindingValues(el), ...ownValue(el), ...data, ...(value as object) } },
  holds: [{ el, kind: type, change: disableWith }],
})

/** The event of a form, as it is filled in. */
const formPush = (
  form: HTMLFormElement,
  { event, value }: CommandArguments['push'],
  part: Serialization,
  meta: object,
  holds: readonly Hold[],
  uploads?: object,
): Message => ({
  payload: {
    type: 'form',
    event,
    value: serialize(form, part),
    meta: { ...meta, ...bindingValues(form), ...(value as object) },
    uploads,
  },
  holds,
})

function controlHolds(form: HTMLFormElement): Hold[] {
  const controls = fields(form).filter((control) => !control.closest('[phx-update=ignore]'))
  const change = (control: HTMLElement) => [
    ...disableWith(control),
    turnOn(control, control.matches('button') ? 'disabled' : 'readonly'),
  ]
  return controls.map((el) => ({ el, kind: 'submit', change }))
}

function disableWith(el: HTMLElement): (() => void)[] {
  const text = el.getAttribute('phx-disable-with')
  if (text === null) return []
  const before = [...el.childNodes]
  if (text) el.replaceChildren(text)
  return [turnOn(el, 'disabled'), () => text && el.replaceChildren(...before)]
}

/** Sets an attribute, and returns what undoes that, also for the focus, which what is disabled loses. */
function turnOn(el: HTMLElement, name: 'disabled' | 'readonly'): () => void {
  const wasOn = el.hasAttribute(name)
  const wasFocused = el === document.activeElement
  el.toggleAttribute(name, true)
  return () => {
    el.toggleAttribute(name, wasOn)
    if (wasFocused && document.activeElement === document.body) el.focus()
  }
}

const VALUE = 'phx-value-'

function bindingValues(el: Element): object {
  const values: Record<string, string> = {}
  for (const { name, value } of el.attributes)
    if (name.startsWith(VALUE)) values[name.slice(VALUE.length)] = value
  return values
}

function ownValue(el: Element): object {
  const { value, type, checked } = el as HTMLInputElement
  return value === undefined || (/^(checkbox|radio)$/.test(type) && !checked) ? {} : { value }
}
