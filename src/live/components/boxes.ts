import { textOfField } from '../form/field.ts'
import { html, type Template } from '../template/html.ts'
import { type Choice, type ShownChoice, shownChoices } from './choices.ts'
import { type Control, describedBy, isInvalid, notes, withClasses } from './described.ts'
import { nothing } from './select.ts'

/** Shows a box to tick. */
export function checkbox(control: Control<boolean>): Template {
  const { field } = control
  const isTicked = /^(true|on|1)$/.test(textOfField(field))
  return html`
<div class="o-field">
  <input type="hidden" name="${field.name}" value="false">
  <label class="${['o-choice', field.native.required && 'o-required']}">
    <input type="checkbox" id="${field.id}" name="${field.name}" value="true" checked="${isTicked}" required="${field.native.required}" aria-invalid="${isInvalid(field)}" aria-describedby="${describedBy(control)}" ${withClasses(['o-box'], control.attributes)}>
    <span>${control.label}</span>
  </label>
  ${notes(control)}
</div>`
}

/** What a group of choices is given. */
interface Group<V> extends Control<V> {
  /** What there is to choose; the values of the schema when absent. */
  readonly choices?: readonly Choice[]
}

/** Shows several boxes, of which any number can be ticked. */
export function checkboxGroup(control: Group<readonly (string | number)[]>): Template {
  const { field } = control
  const box = choiceOf(control, 'checkbox', false)
  return html`
<fieldset class="o-field o-group" id="${field.id}" aria-describedby="${describedBy(control)}">
  <legend class="o-label">${control.label}</legend>
  ${nothing(field)}
  <div class="o-choices">${shownChoices(field, control.choices).map(box)}</div>
  ${notes(control)}
</fieldset>`
}

/** Shows several buttons, of which one can be chosen. */
export function radioGroup(control: Group<string | number>): Template {
  const { field } = control
  const { required } = field.native
  const radio = choiceOf(control, 'radio', required)
  return html`
<fieldset class="o-field o-group" id="${field.id}" role="radiogroup" aria-invalid="${isInvalid(field)}" aria-describedby="${describedBy(control)}">
  <legend class="${['o-label', required && 'o-required']}">${control.label}</legend>
  ${nothing(field)}
  <div class="o-choices">${shownChoices(field, control.choices).map(radio)}</div>
  ${notes(control)}
</fieldset>`
}

const choiceOf =
  ({ field, attributes }: Control<unknown>, type: 'checkbox' | 'radio', required: boolean) =>
  ({ value, label, isDisabled, isChosen }: ShownChoice, index: number): Template =>
    html`
<label class="o-choice">
  <input type="${type}" id="${field.id}-${index}" name="${field.name}" value="${value}" checked="${isChosen}" disabled="${isDisabled}" required="${required}" ${withClasses(['o-box'], attributes)}>
  <span>${label}</span>
</label>`
