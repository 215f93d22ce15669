import type { Field, Row } from '../form/field.ts'
import type { AttributeValues } from '../template/attributes.ts'
import { type Each, each } from '../template/each.ts'
import { type Hole, html, type Template } from '../template/html.ts'
import { js } from '../template/js.ts'
import { type ButtonKind, button } from './button.ts'

/** Shows the inputs of each row of a list: `inputsFor(form.field('items'), (item) => …)`. Rows keep their ids. */
export const inputsFor = <Item extends object>(
  { rows }: Field<readonly Item[]>,
  show: (row: Row<Item>) => Hole,
): Each =>
  each(
    rows as readonly Row<Item>[],
    (row) => row.key,
    (row) => html`
<input type="hidden" name="${row.list.sort}[]" value="${row.key}">${show(row)}`,
  )

/** The button tells of itself as if it were a field that changes, and its name says what is asked for. */
const asks = js.dispatch('change')

interface Asking {
  readonly kind?: ButtonKind
  readonly attributes?: AttributeValues
}

const asking = (name: string, { kind = 'plain', attributes }: Asking, content: Hole): Template =>
  button({ kind, type: 'button', attributes: { name, 'phx-click': asks, ...attributes } }, content)

interface AddButton extends Asking {
  readonly field: Field<readonly object[]>
}

/** Shows a button that adds a row to a list. The form needs a `change`. */
export const addButton = (props: AddButton, content: Hole): Template =>
  asking(props.field.list.add, props, content)

interface RowButton extends Asking {
  readonly row: Row<object>
  /** Takes the row away, or changes its place with the row above or below it. */
  readonly does: 'drop' | 'up' | 'down'
}

/**
 * Shows a button that does something to its row: say in its attributes which one, `{ 'aria-label': 'Remove tea' }`. The
 * form needs a `change`.
 */
export function rowButton({ row, does, kind = 'plain', attributes }: RowButton, content: Hole): Template {
  const disabled = (does === 'up' && row.isFirst) || (does === 'down' && row.isLast)
  return asking(`${row.list[does]}[${row.key}]`, { kind, attributes: { disabled, ...attributes } }, content)
}
