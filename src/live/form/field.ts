import type { JsonSchema } from '../changeset/json-schema.ts'
import { filledSchema, shapeOf } from '../changeset/json-schema.ts'
import type { FieldPath, ValueAt } from '../changeset/path.ts'
import type { Typed } from '../changeset/typed.ts'
import type { Native } from './native.ts'

declare const holds: unique symbol

/** One field of a form: what an input for it needs. `V` is the type of its value. */
export interface Field<V> {
  readonly [holds]?: V
  readonly path: string
  readonly id: string
  /** The name of its input; that of a list ends with `[]`. */
  readonly name: string
  /** What was filled in, as it was typed. */
  readonly typed: Typed | undefined
  /** What is wrong, as a person reads it; empty while nobody has used the field. */
  readonly errors: readonly string[]
  /** Whether somebody has been at it, or has submitted the form. */
  readonly isUsed: boolean
  /** What the schema says, as attributes for a browser. */
  readonly native: Native
  /** The values that the schema allows, where it names them. */
  readonly choices: readonly string[]
  /** For a list of maps: how what is asked for in it is named. */
  readonly list: ListNames
  /** For a list of maps: its rows. */
  readonly rows: readonly Row<RowOf<V>>[]
}

type RowOf<V> = V extends readonly (infer Item)[] ? Item : never

/** One row of a list of maps. */
export interface Row<Item> {
  readonly [holds]?: Item
  /** Tells it apart from the other rows, wherever it moves. */
  readonly key: string
  readonly index: number
  /** An id for the element around its inputs. */
  readonly id: string
  /** The list that it is in. */
  readonly list: ListNames
  readonly isFirst: boolean
  readonly isLast: boolean
  /** A field of the row, by its path in there. */
  field<Path extends FieldPath<Item>>(path: Path): Field<ValueAt<Item, Path>>
}

/** How what is asked for in a list is named, before the row's key in brackets. */
export interface ListNames {
  readonly add: string
  readonly drop: string
  readonly up: string
  readonly down: string
  readonly sort: string
}

/** What was typed, as the text of an input. */
export const textOfField = ({ typed }: Field<unknown>): string =>
  typed === undefined || typeof typed === 'object' ? '' : String(typed)

/** What was chosen in a list. */
export const textsOfField = ({ typed }: Field<unknown>): readonly string[] =>
  Array.isArray(typed) ? typed.map(String) : []

/** The values that a schema names, of one choice or of several. */
export function choicesOf(schema: JsonSchema): readonly string[] {
  const filled = filledSchema(schema)
  if (shapeOf(filled) === 'list') return choicesOf(filled.items!)
  const values = filled.enum ?? filled.anyOf?.map((each) => each.const) ?? []
  return values.filter((each) => each !== undefined).map(String)
}
