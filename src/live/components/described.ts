import type { Field } from '../form/field.ts'
import { type Attributes, type AttributeValue, type AttributeValues, attrs } from '../template/attributes.ts'
import { type Hole, html, type Template } from '../template/html.ts'

/** What every control of a form is given. */
export interface Control<V> {
  readonly field: Field<V>
  readonly label: Hole
  /** What else there is to say, below the control. */
  readonly help?: Hole
  /** Further attributes of the control itself. */
  readonly attributes?: AttributeValues
}

const helpId = ({ id }: Field<unknown>): string => `${id}-help`
const errorId = ({ id }: Field<unknown>): string => `${id}-error`

/** What describes a control to those who do not see it: its help, and what is wrong. */
export const describedBy = ({ field, help }: Pick<Control<unknown>, 'field' | 'help'>): string =>
  help === undefined ? errorId(field) : `${helpId(field)} ${errorId(field)}`

export const isInvalid = (field: Field<unknown>): 'true' | null => (field.errors.length > 0 ? 'true' : null)

/** What is wrong with a field, for the place below its control; it is told to those who do not see it. */
export const errors = ({ field }: { readonly field: Field<unknown> }): Template => html`
  <div id="${errorId(field)}" class="o-errors" aria-live="polite">${field.errors.map(
    (text) => html`<p class="o-error">${text}</p>`,
  )}</div>`

/** What stands below a control. */
export const notes = ({ field, help }: Pick<Control<unknown>, 'field' | 'help'>): Template => html`
  ${help !== undefined && html`<p id="${helpId(field)}" class="o-help">${help}</p>`}
  ${errors({ field })}`

/** The label of a control; a sign says that it has to be filled in. */
export const label = ({ field }: { readonly field: Field<unknown> }, content: Hole): Template =>
  html`<label for="${field.id}" class="${['o-label', field.native.required && 'o-required']}">${content}</label>`

/** Further attributes of an element, with its own classes before theirs. */
export const withClasses = (
  own: readonly (string | false)[],
  { class: more, ...attributes }: AttributeValues = {},
): Attributes => attrs({ class: [...own, ...classesIn(more)], ...attributes })

const classesIn = (value: AttributeValue): readonly (string | false | null | undefined)[] =>
  Array.isArray(value) ? value : [typeof value === 'string' && value]
