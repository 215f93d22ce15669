import type { Element } from './dom.ts'

/** What a form is made of, as a selector. */
export const CONTROLS = 'input, textarea, select, button'

/** How a control is filled in: a text, a tick, a choice, or not at all by a person. */
export type Kind = 'text' | 'checkbox' | 'radio' | 'select' | 'file' | 'button' | 'hidden'

const kinds: Readonly<Record<string, Kind>> = {
  checkbox: 'checkbox',
  radio: 'radio',
  select: 'select',
  file: 'file',
  hidden: 'hidden',
  submit: 'button',
  image: 'button',
  reset: 'button',
  button: 'button',
}

export const kindOf = (control: Element): Kind =>
  control.matches('button') ? 'button' : (kinds[typeOf(control)] ?? 'text')

/** The type that a browser gives the control. */
export function typeOf(control: Element): string {
  if (control.matches('input')) return control.getAttribute('type')?.toLowerCase() ?? 'text'
  return control.matches('button')
    ? (control.getAttribute('type') ?? 'submit')
    : control.tagName.toLowerCase()
}

export const nameOf = (control: Element): string => control.getAttribute('name') ?? ''

/** The form that a control belongs to: the one around it, or the one that it names. */
export function formOf(control: Element): Element | null {
  const id = control.getAttribute('form')
  return id === null ? control.closest('form') : control.ownerDocument.getElementById(id)
}

/** The controls of a form, in the order of the page. */
export const controlsOf = (form: Element): readonly Element[] =>
  [...form.ownerDocument.querySelectorAll(CONTROLS)].filter((control) => formOf(control) === form)

/** Whether a browser lets nobody use the control: a fieldset around it counts, unless it stands in the legend. */
export function isDisabled(element: Element): boolean {
  if (!element.matches(`${CONTROLS}, option, optgroup, fieldset`)) return false
  if (element.hasAttribute('disabled')) return true
  if (element.matches('option')) return element.closest('optgroup[disabled]') !== null
  let fieldset = element.parentElement?.closest('fieldset[disabled]')
  while (fieldset) {
    const legend = [...fieldset.children].find((child) => child.matches('legend'))
    if (!legend?.contains(element)) return true
    fieldset = fieldset.parentElement?.closest('fieldset[disabled]')
  }
  return false
}

/** What a tick or a pressed button sends. A submit button that says nothing itself is labelled, and sent, by Chromium. */
export const ownValueOf = (control: Element): string =>
  control.getAttribute('value') ??
  (kindOf(control) !== 'button' ? 'on' : control.matches('input[type=submit]') ? 'Submit' : '')

export interface Choice {
  readonly value: string
  readonly isDisabled: boolean
  readonly isSelected: boolean
}

export const choicesOf = (select: Element): readonly Choice[] =>
  [...select.querySelectorAll('option')].map((option) => ({
    value: option.getAttribute('value') ?? (option.textContent ?? '').replace(/\s+/g, ' ').trim(),
    isDisabled: isDisabled(option),
    isSelected: option.hasAttribute('selected'),
  }))
