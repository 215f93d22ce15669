import { bindingValues, ownValue } from './binding.ts'
import { controlsOf, formOf, kindOf, nameOf } from './controls.ts'
import type { Element } from './dom.ts'
import type { FilledIn } from './filled-in.ts'
import { serialize } from './serialize.ts'

/** Makes the payload of an event from the element that it is for and the arguments of its command. */
export type Make = (element: Element, args: { readonly event: string; readonly value?: unknown }) => object

/** What a click, a key or the focus sends. */
export const elementPayload =
  (filledIn: FilledIn, type: string, data: object = {}): Make =>
  (element, { event, value }) => {
    const own = { ...bindingValues(element), ...ownValue(element, filledIn) }
    return { type, event, value: { ...own, ...data, ...(value ?? {}) } }
  }

/** What the change of a field sends; a field that is bound itself sends nothing else of its form. */
export function changePayload(filledIn: FilledIn, field: Element, owner: Element): Make {
  const form = formOf(field)!
  const only = owner === field ? nameOf(field) : undefined
  const own = { _target: nameOf(field) || 'undefined', ...bindingValues(form) }
  const filled = serialize(form, filledIn, { only })
  return (_, { event, value }) => ({
    type: 'form',
    event,
    value: filled,
    meta: { ...own, ...(value ?? {}) },
  })
}

/** What a form tells a view that begins anew: as if its first field had changed. */
export function recoveryPayload(filledIn: FilledIn, form: Element): Make | undefined {
  const field = controlsOf(form).find((each) => nameOf(each) && kindOf(each) !== 'hidden')
  return field && changePayload(filledIn, field, form)
}

export const submitPayload =
  (filledIn: FilledIn, form: Element, submitter: Element | undefined): Make =>
  (_, { event, value }) => ({
    type: 'form',
    event,
    value: serialize(form, filledIn, { submitter }),
    meta: { ...bindingValues(form), ...(value ?? {}) },
  })
