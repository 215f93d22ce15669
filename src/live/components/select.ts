import { type Field, textOfField } from '../form/field.ts'
import { type Hole, html, type Template } from '../template/html.ts'
import { type Choice, type ShownChoice, shownChoices } from './choices.ts'
import { type Control, describedBy, isInvalid, label, notes, withClasses } from './described.ts'

/** Choices under a heading. */
export interface ChoiceGroup {
  readonly label: string
  readonly choices: readonly Choice[]
}

interface Select extends Control<string | number | readonly (string | number)[]> {
  /** What there is to choose; the values of the schema when absent. */
  readonly choices?: readonly (Choice | ChoiceGroup)[]
  /** What stands there while nothing is chosen. */
  readonly prompt?: string
}

/** Shows a list to choose from; the field of a list takes several choices. */
export function select(control: Select): Template {
  const { field, prompt, choices = field.choices } = control
  const isMultiple = field.name.endsWith('[]')
  // Without an empty choice a browser would choose the first one unasked.
  const hasBlank =
    !isMultiple && (prompt !== undefined || !field.native.required || textOfField(field) === '')
  return html`
<div class="o-field">
  ${label({ field }, control.label)}
  ${isMultiple && nothing(field)}
  <select id="${field.id}" name="${field.name}" multiple="${isMultiple}" required="${field.native.required}" aria-invalid="${isInvalid(field)}" aria-describedby="${describedBy(control)}" ${withClasses(['o-input', 'o-select'], control.attributes)}>
    ${[...(hasBlank ? [{ value: '', label: prompt ?? '' }] : []), ...choices].map((each) => optionsOf(field, each))}
  </select>
  ${notes(control)}
</div>`
}

/** A list of which nothing is chosen would not be sent. */
export const nothing = ({ name }: Field<unknown>): Template =>
  html`<input type="hidden" name="${name}" value="">`

function optionsOf(field: Field<unknown>, each: Choice | ChoiceGroup): Hole {
  if (typeof each !== 'object' || 'value' in each) return shownChoices(field, [each]).map(option)
  return html`<optgroup label="${each.label}">${shownChoices(field, each.choices).map(option)}</optgroup>`
}

const option = ({ value, label, isDisabled, isChosen }: ShownChoice): Template =>
  html`<option value="${value}" selected="${isChosen}" disabled="${isDisabled}">${label}</option>`
