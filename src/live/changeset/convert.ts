import { castValue, isRecord } from './cast.ts'
import { filledSchema, isNullable, type JsonSchema, propertiesOf, shapeOf } from './json-schema.ts'
import type { FieldError } from './message.ts'
import { joinPath } from './path.ts'
import { blank, problemOf } from './schema-messages.ts'
import type { Typed, TypedMap } from './typed.ts'

/** Converts what was typed by its schema, and notes what is wrong; a field that cannot be converted is left out. */
export function convertMap(
  schema: JsonSchema,
  typed: TypedMap,
  path: string,
  errors: FieldError[],
): Record<string, unknown> {
  const value: Record<string, unknown> = {}
  for (const { key, inner, isRequired } of propertiesOf(schema)) {
    const own = Object.hasOwn(typed, key) ? typed[key] : undefined
    const converted = convert(inner, own, joinPath(path, key), isRequired, errors)
    if (converted !== undefined) value[key] = converted
  }
  return value
}

function convert(
  schema: JsonSchema,
  typed: Typed | undefined,
  path: string,
  isRequired: boolean,
  errors: FieldError[],
): unknown {
  const shape = shapeOf(schema)
  if (!isRequired && isEmpty(typed)) return undefined
  if (shape === 'map') return convertMap(schema, (typed ?? {}) as TypedMap, path, errors)
  if (shape === 'rows') return convertRows(schema, (typed ?? []) as readonly TypedMap[], path, errors)
  return convertLeaf(schema, shape === 'list' ? (typed ?? []) : typed, path, isRequired, errors)
}

function convertRows(
  schema: JsonSchema,
  rows: readonly TypedMap[],
  path: string,
  errors: FieldError[],
): unknown {
  const values = rows.map((row, i) => convertMap(schema.items!, row, joinPath(path, i), errors))
  // What is wrong with a row stands at its fields; here only their number counts.
  const problem = problemOf({ ...schema, items: {} }, values)
  if (problem) errors.push({ path, message: problem })
  return values
}

function convertLeaf(
  schema: JsonSchema,
  typed: Typed | undefined,
  path: string,
  isRequired: boolean,
  errors: FieldError[],
): unknown {
  const isTick = filledSchema(schema).type === 'boolean'
  if (isBlank(typed) && !(isTick && isRequired)) {
    if (isNullable(schema)) return null
    if (isRequired) errors.push({ path, message: blank })
    return undefined
  }
  // A box that is not ticked sends nothing.
  const value = isBlank(typed) ? false : castValue(filledSchema(schema), typed)
  const problem = problemOf(schema, value)
  if (!problem) return value
  errors.push({ path, message: problem })
  return undefined
}

/** Whether nothing is filled in: white space is nothing. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

/** Whether nothing is filled in anywhere in it. */
const isEmpty = (typed: Typed | undefined): boolean =>
  isBlank(typed) || (isRecord(typed) && Object.values(typed).every((each) => isEmpty(each as Typed)))
