import { filledSchema, type JsonSchema, shapeOf } from '../changeset/json-schema.ts'
import { joinPath, valueAt } from '../changeset/path.ts'
import { rowActions } from '../changeset/rows.ts'
import { ROW_KEY, type TypedMap } from '../changeset/typed.ts'
import { LiveError } from '../kit/error.ts'
import { choicesOf, type Field, type ListNames, type Row } from './field.ts'
import { type FormNames, inputId, inputName, keysOfPath } from './names.ts'
import { nativeOf } from './native.ts'

/** What fields are made of. */
export interface FieldSource {
  readonly schema: JsonSchema
  readonly names: FormNames
  readonly typed: TypedMap
  isUsed(path: string): boolean
  errorsAt(path: string): readonly string[]
}

/** The field at a path. Throws `bad_definition` where the schema has none. */
export function makeField(path: string, source: FieldSource): Field<unknown> {
  const { schema, isRequired } = schemaAt(source.schema, path)
  const keys = keysOfPath(source.typed, path)
  const name = inputName(source.names, keys)
  return {
    path,
    id: inputId(source.names, keys),
    name: shapeOf(schema) === 'list' ? `${name}[]` : name,
    typed: valueAt(source.typed, path) as Field<unknown>['typed'],
    errors: source.errorsAt(path),
    isUsed: source.isUsed(path),
    native: nativeOf(schema, isRequired),
    choices: choicesOf(schema),
    get list() {
      return listNames(keys, source.names)
    },
    get rows() {
      return rowsAt(path, keys, source)
    },
  }
}

function schemaAt(schema: JsonSchema, path: string): { schema: JsonSchema; isRequired: boolean } {
  let found = { schema, isRequired: true }
  for (const key of path.split('.')) {
    const around = filledSchema(found.schema)
    const inner = around.items ?? around.properties?.[key]
    if (!inner)
      throw new LiveError('bad_definition', `A form was asked for its field "${path}". ${listOf(schema)}`)
    found = {
      schema: inner,
      isRequired: around.items !== undefined || around.required?.includes(key) === true,
    }
  }
  return found
}

const listOf = ({ properties = {} }: JsonSchema): string =>
  `Its schema declares: ${Object.keys(properties).join(', ')}.`

function rowsAt(path: string, keys: readonly string[], source: FieldSource): readonly Row<never>[] {
  const rows = valueAt(source.typed, path)
  if (!Array.isArray(rows)) return []
  const list = listNames(keys, source.names)
  return rows.map((row: TypedMap, index) => ({
    key: String(row[ROW_KEY]),
    index,
    id: inputId(source.names, [...keys, String(row[ROW_KEY])]),
    list,
    isFirst: index === 0,
    isLast: index === rows.length - 1,
    field: (inner: string) => makeField(joinPath(joinPath(path, index), inner), source) as never,
  }))
}

function listNames(keys: readonly string[], names: FormNames): ListNames {
  const [last = '', around] = [keys.at(-1), keys.slice(0, -1)]
  const nameOf = (action: keyof typeof rowActions) => inputName(names, [...around, rowActions[action] + last])
  return {
    add: nameOf('add'),
    drop: nameOf('drop'),
    up: nameOf('up'),
    down: nameOf('down'),
    sort: nameOf('sort'),
  }
}
