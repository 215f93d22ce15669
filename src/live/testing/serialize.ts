import { choicesOf, controlsOf, isDisabled, kindOf, nameOf, ownValueOf } from './controls.ts'
import type { Element } from './dom.ts'
import type { FilledIn } from './filled-in.ts'

/** Which part of a form is written down, and what pressed its button. */
export interface Serialization {
  readonly submitter?: Element | undefined
  /** Only the fields of this name. */
  readonly only?: string | undefined
  /** For a request of its own: without the markers of unused fields, which only views know. */
  readonly isNative?: boolean
}

/** Writes a form as it is filled in, url-encoded. A marker goes before each field that nobody has used yet. */
export function serialize(form: Element, filledIn: FilledIn, how: Serialization = {}): string {
  const { submitter, only, isNative = false } = how
  const unused = isNative ? new Set() : unusedNames(form, filledIn)
  if (submitter) unused.delete(nameOf(submitter))
  const pairs = new URLSearchParams()
  for (const control of controlsOf(form)) {
    const name = nameOf(control)
    if (!name || isDisabled(control) || (only !== undefined && name !== only)) continue
    for (const value of valuesOf(control, filledIn, submitter)) {
      if (unused.has(name)) pairs.append(markerOf(name), '')
      pairs.append(name, value)
    }
  }
  return pairs.toString()
}

/** `user[tags][]` is marked by `user[_unused_tags][]`. */
const markerOf = (name: string): string => name.replace(/([^[]+?)(\]?(?:\[\])?)$/, '_unused_$1$2')

function valuesOf(control: Element, filledIn: FilledIn, submitter: Element | undefined): readonly string[] {
  const value = filledIn.valueOf(control)
  const kind = kindOf(control)
  if (kind === 'button') return control === submitter ? [ownValueOf(control)] : []
  if (kind === 'file') return []
  if (typeof value === 'boolean') return value ? [ownValueOf(control)] : []
  if (typeof value === 'string') return [value]
  const choices = choicesOf(control).filter((choice) => !choice.isDisabled && value.includes(choice.value))
  return choices.map((choice) => choice.value)
}

function unusedNames(form: Element, filledIn: FilledIn): Set<string> {
  const skip = 'phx-no-unused-field'
  if (form.hasAttribute(skip)) return new Set()
  const shown = controlsOf(form).filter((control) => kindOf(control) !== 'hidden')
  const unused = new Set(shown.map(nameOf))
  for (const control of shown)
    if (filledIn.isUsed(control) || control.hasAttribute(skip)) unused.delete(nameOf(control))
  return unused
}
