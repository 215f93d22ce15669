import type { CommandArguments } from '../../src/live/wire/commands.ts'
import type { Hold } from './acks.ts'
import { all } from './all.ts'
import { described, uploadsOf } from './chosen.ts'
import type { Cause } from './commands.ts'
import { type Handler, handlersOf } from './components.ts'
import { type Field, fields, formOf, markSubmitted, nameOf, serialize } from './forms.ts'

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
  submit: (el, { event, value }, { submitter }) => submitPush(el as HTMLFormElement, event, value, submitter),
  change: (el, { event, value }, { form }) => changePush(el as Field, event, value, !!form),
}

const elementPush: Maker = (el, { event, value }, { type, data }) => ({
  payload: { type, event, value: { ...bindingValues(el), ...ownValue(el), ...data, ...(value ?? {}) } },
  holds: [{ el, kind: type, change: disableWith }],
})

function submitPush(
  form: HTMLFormElement,
  event: string,
  value: unknown,
  submitter: Cause['submitter'],
): Message {
  markSubmitted(form, submitter)
  const meta = { ...bindingValues(form), ...(value ?? {}) }
  return {
    payload: { type: 'form', event, value: serialize(form, { submitter }), meta },
    holds: [{ el: form, kind: 'submit', lock: false }, ...controlHolds(form)],
  }
}

function changePush(field: Field, event: string, value: unknown, isRecovery: boolean): Message {
  const form = formOf(field)
  if (!form) throw new Error(`A field with phx-change needs a form around it: ${field.outerHTML}`)
  const only = field.hasAttribute('phx-change') ? nameOf(field) : undefined
  const uploads = described(
    uploadsOf(form).filter((input) => isRecovery || input === field),
    isRecovery,
  )
  const meta = { _target: nameOf(field) || 'undefined', ...bindingValues(form), ...(value ?? {}) }
  return {
    payload: { type: 'form', event, value: serialize(form, { only }), meta, uploads },
    holds: [field, form].map((el) => ({ el, kind: 'change' })),
  }
}

function controlHolds(form: HTMLFormElement): Hold[] {
  const controls = fields(form).filter((control) => !control.closest('[phx-update=ignore]'))
  const change = (control: HTMLElement) => {
    const undos = [disableWith(control), turnOn(control, control.matches('button') ? 'disabled' : 'readonly')]
    return () => {
      for (const undo of undos.toReversed()) undo()
    }
  }
  return controls.map((el) => ({ el, kind: 'submit', change }))
}

function disableWith(el: HTMLElement): () => void {
  const text = el.getAttribute('phx-disable-with')
  if (text === null) return () => {}
  const before = [...el.childNodes]
  if (text) el.replaceChildren(text)
  const enable = turnOn(el, 'disabled')
  return () => {
    if (text) el.replaceChildren(...before)
    enable()
  }
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
