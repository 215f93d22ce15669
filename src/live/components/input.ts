import { type Field, textOfField } from '../form/field.ts'
import { html, type Template } from '../template/html.ts'
import { type Control, describedBy, isInvalid, label, notes, withClasses } from './described.ts'

/** The types of an input for text, numbers and times; boxes, choices and files have components of their own. */
export type InputType =
  | 'color'
  | 'date'
  | 'datetime-local'
  | 'email'
  | 'month'
  | 'number'
  | 'password'
  | 'range'
  | 'search'
  | 'tel'
  | 'text'
  | 'time'
  | 'url'
  | 'week'

/** What an input or a textarea shows. */
export type TextValue = string | number

/** Shows an input with its label, its help and what is wrong; the type follows from the schema when absent. */
export function input(control: Control<TextValue> & { readonly type?: InputType }): Template {
  const { field, type = field.native.type } = control
  const { required, minlength, maxlength, min, max, step, pattern } = field.native
  // A range and a color always have a value.
  const mayBeBlank = type !== 'range' && type !== 'color'
  return html`
<div class="o-field">
  ${label({ field }, control.label)}
  <input type="${type}" id="${field.id}" name="${field.name}" value="${textOfField(field)}" required="${required && mayBeBlank}" minlength="${minlength}" maxlength="${maxlength}" min="${min}" max="${max}" step="${step}" pattern="${pattern}" aria-invalid="${isInvalid(field)}" aria-describedby="${describedBy(control)}" ${withClasses(['o-input', `o-${type}`], control.attributes)}>
  ${notes(control)}
</div>`
}

/** Shows a field for several lines of text, with its label, its help and what is wrong. */
export function textarea(control: Control<string> & { readonly rows?: number }): Template {
  const { field, rows = 4 } = control
  const { required, minlength, maxlength } = field.native
  return html`
<div class="o-field">
  ${label({ field }, control.label)}
  <textarea id="${field.id}" name="${field.name}" rows="${rows}" required="${required}" minlength="${minlength}" maxlength="${maxlength}" aria-invalid="${isInvalid(field)}" aria-describedby="${describedBy(control)}" ${withClasses(['o-input'], control.attributes)}>
${textOfField(field)}</textarea>
  ${notes(control)}
</div>`
}

/** Carries a value that nobody sees. */
export const hiddenInput = ({ field }: { readonly field: Field<TextValue | boolean> }): Template =>
  html`<input type="hidden" id="${field.id}" name="${field.name}" value="${textOfField(field)}">`
