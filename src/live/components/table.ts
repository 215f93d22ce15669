import { type Each, each, type Key } from '../template/each.ts'
import { type Hole, html, type Template } from '../template/html.ts'
import { Stream } from '../template/stream.ts'

/** A column: its heading, and what stands there for a row. */
export interface Column<Item> {
  readonly label: Hole
  readonly cell: (item: Item) => Hole
  /** For numbers: at the end of the column. */
  readonly isNumber?: boolean
}

interface Listed<Item> {
  readonly rows: readonly Item[]
  readonly key: (item: Item) => Key
}

interface Streamed<Item extends object> {
  readonly rows: Stream<Item>
  readonly key?: never
}

type Table<Item extends object> = (Listed<Item> | Streamed<Item>) & {
  /** The id of its body. */
  readonly id: string
  /** What the table is about, for those who do not see it, and above it for the others. */
  readonly caption: Hole
  readonly columns: readonly Column<Item>[]
  /** What can be done with a row, in a column of its own. */
  readonly actions?: (item: Item) => Hole
}

/** Shows a table of a list or of a stream. It scrolls by itself where there is no room. */
export function table<Item extends object>(props: Table<Item>): Template {
  const { id, caption, columns, actions } = props
  return html`
<div class="o-table-frame" role="region" aria-labelledby="${id}-caption" tabindex="0">
  <table class="o-table">
    <caption id="${id}-caption">${caption}</caption>
    <thead><tr>${columns.map(heading)}${actions && html`<td></td>`}</tr></thead>
    <tbody id="${id}" phx-update="${props.rows instanceof Stream && 'stream'}">${rowsOf(props)}</tbody>
  </table>
</div>`
}

const heading = <Item>({ label, isNumber }: Column<Item>): Template =>
  html`<th scope="col" class="${[isNumber && 'o-number']}">${label}</th>`

function rowsOf<Item extends object>(props: Table<Item>): Each {
  const { id, columns, actions } = props
  const cells = (item: Item) =>
    html`${columns.map(
      ({ cell, isNumber }) => html`<td class="${[isNumber && 'o-number']}">${cell(item)}</td>`,
    )}${actions && html`<td class="o-row-actions">${actions(item)}</td>`}`
  if (props.key === undefined)
    return each(props.rows as Stream<Item>, (item, domId) => html`<tr id="${domId}">${cells(item)}</tr>`)
  const { key } = props
  return each(props.rows, key, (item) => html`<tr id="${id}-${key(item)}">${cells(item)}</tr>`)
}
