import { type Field, textOfField, textsOfField } from '../form/field.ts'

/** One choice: a value that says what it is, or a value with the words for it. */
export type Choice =
  | string
  | number
  | { readonly value: string | number; readonly label: string; readonly isDisabled?: boolean }

/** A choice as it is shown. */
export interface ShownChoice {
  readonly value: string
  readonly label: string
  readonly isDisabled: boolean
  readonly isChosen: boolean
}

/** The choices of a field, given or named by its schema, and which of them are chosen. */
export function shownChoices(field: Field<unknown>, given?: readonly Choice[]): readonly ShownChoice[] {
  const chosen = new Set(Array.isArray(field.typed) ? textsOfField(field) : [textOfField(field)])
  return (given ?? field.choices).map((choice) => {
    const {
      value,
      label,
      isDisabled = false,
    } = typeof choice === 'object' ? choice : { value: choice, label: String(choice) }
    return { value: String(value), label, isDisabled, isChosen: chosen.has(String(value)) }
  })
}
