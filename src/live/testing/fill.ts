import { choicesOf, controlsOf, isDisabled, kindOf, nameOf, ownValueOf, typeOf } from './controls.ts'
import type { Element } from './dom.ts'
import type { FilledIn, Value } from './filled-in.ts'

/**
 * What to put into the fields of one name: text or a number, true or false for a checkbox, the value of a radio
 * button or an option, or a list where several can be chosen or several fields have the name.
 */
export type FieldValue = string | number | boolean | readonly string[]

/** What to fill in, by the names of the fields. */
export type Fields = Readonly<Record<string, FieldValue>>

/** Fills in the fields of one name. Throws when the form has none, or when they cannot take the value. */
export function fill(form: Element, name: string, value: FieldValue, filledIn: FilledIn): void {
  const what = `The field "${name}" of ${labelOf(form)}`
  const fields = fieldsOf(form, name)
  const enabled = fields.filter((field) => !isDisabled(field))
  if (enabled.length === 0) throw new Error(`${what} is disabled. Enable it before it is filled in.`)
  const values = fillers[kindOf(enabled[0]!)](enabled, value, what)
  for (const [field, part] of values) filledIn.put(field, part)
}

/** Puts into hidden fields what a script would; they must be there. */
export function fillHidden(form: Element, fields: Fields, filledIn: FilledIn): void {
  for (const [name, value] of Object.entries(fields)) {
    const field = fieldsOf(form, name).find((each) => kindOf(each) === 'hidden')
    if (!field)
      throw new Error(`The field "${name}" of ${labelOf(form)} is not hidden. Fill it in as a person does.`)
    filledIn.put(field, String(value))
  }
}

/** How errors name a form. */
export const labelOf = (form: Element): string => (form.id ? `the form "#${form.id}"` : 'the form')

/** The fields of a name. A hidden one beside others, as before a checkbox, is not for the person. */
function fieldsOf(form: Element, name: string): readonly Element[] {
  const named = controlsOf(form).filter((control) => nameOf(control) === name)
  const shown = named.filter((control) => kindOf(control) !== 'hidden')
  if (shown.length > 0) return shown
  if (named.length > 0) return named
  const known = [...new Set(controlsOf(form).map(nameOf))].filter(Boolean)
  throw new Error(`There is no field "${name}" in ${labelOf(form)}. Its fields: ${listOf(known)}.`)
}

type Filler = (fields: readonly Element[], value: FieldValue, what: string) => readonly [Element, Value][]

const fillers: { readonly [kind in ReturnType<typeof kindOf>]: Filler } = {
  text: fillTexts,
  checkbox: fillBoxes,
  radio: fillRadios,
  select: fillSelect,
  file: refuse('takes files. Choose them with choose()'),
  button: refuse('is a button. Name it as the submitter'),
  hidden: refuse('is hidden. Give what a script puts there with the option "hidden"'),
}

function refuse(problem: string): Filler {
  return (_fields, _value, what) => {
    throw new Error(`${what} ${problem}.`)
  }
}

function fillTexts(fields: readonly Element[], value: FieldValue, what: string): readonly [Element, Value][] {
  if (typeof value === 'boolean') throw new Error(`${what} takes text, not ${value}.`)
  const texts = typeof value === 'object' ? value : [String(value)]
  if (texts.length > fields.length)
    throw new Error(`${what} is there ${fields.length} times, and was given ${texts.length} values.`)
  return texts.map((text, i) => {
    const field = fields[i]!
    if (field.hasAttribute('readonly'))
      throw new Error(`${what} is read-only. Only the server can change it.`)
    checkFormat(field, text, what)
    return [field, text]
  })
}

const formats: Readonly<Record<string, RegExp>> = {
  number: /^-?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i,
  range: /^-?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i,
  date: /^\d{4,}-\d\d-\d\d$/,
  time: /^\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/,
  'datetime-local': /^\d{4,}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/,
  month: /^\d{4,}-\d\d$/,
  week: /^\d{4,}-W\d\d$/,
  color: /^#[\da-f]{6}$/i,
}

/** A browser takes nothing else in fields of these types. */
function checkFormat(field: Element, text: string, what: string): void {
  const type = typeOf(field)
  if (text === '' || (formats[type]?.test(text) ?? true)) return
  throw new Error(`${what} is of the type "${type}", and does not take "${text}".`)
}

function fillBoxes(fields: readonly Element[], value: FieldValue, what: string): readonly [Element, Value][] {
  if (typeof value === 'boolean' && fields.length === 1) return [[fields[0]!, value]]
  if (typeof value === 'boolean')
    throw new Error(`${what} is ${fields.length} checkboxes. Give it a list of the values to tick.`)
  const ticked = typeof value === 'object' ? value : [String(value)]
  checkOffered(ticked, fields.map(ownValueOf), what)
  return fields.map((field) => [field, ticked.includes(ownValueOf(field))])
}

function fillRadios(
  fields: readonly Element[],
  value: FieldValue,
  what: string,
): readonly [Element, Value][] {
  checkOffered([String(value)], fields.map(ownValueOf), what)
  return [[fields.find((field) => ownValueOf(field) === String(value))!, true]]
}

function fillSelect(
  fields: readonly Element[],
  value: FieldValue,
  what: string,
): readonly [Element, Value][] {
  const select = fields[0]!
  const chosen = typeof value === 'object' ? value : [String(value)]
  if (chosen.length !== 1 && !select.hasAttribute('multiple'))
    throw new Error(`${what} takes one choice, and was given ${chosen.length}.`)
  const offered = choicesOf(select).filter((choice) => !choice.isDisabled)
  checkOffered(
    chosen,
    offered.map((choice) => choice.value),
    what,
  )
  return [[select, chosen]]
}

function checkOffered(wanted: readonly string[], offered: readonly string[], what: string): void {
  const missing = wanted.find((value) => !offered.includes(value))
  if (missing !== undefined)
    throw new Error(`${what} has no choice "${missing}". It has: ${listOf(offered)}.`)
}

const listOf = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ') || 'none'
