import type { TSchema } from 'typebox'

/** What is read of a schema: a TypeBox schema is JSON Schema, and this is the part that forms and casts know. */
export interface JsonSchema extends TSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly format?: string
  readonly pattern?: string | RegExp
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly multipleOf?: number
  readonly minItems?: number
}

/**
 * How a part of a form is filled in: a `map` has fields of its own, `rows` are a list of maps, a `list` is one of
 * plain values, a `leaf` is one value.
 */
export type Shape = 'map' | 'rows' | 'list' | 'leaf'

export function shapeOf(schema: JsonSchema): Shape {
  if (schema.type === 'object' && schema.properties) return 'map'
  if (schema.type !== 'array' || !schema.items) return 'leaf'
  return shapeOf(schema.items) === 'map' ? 'rows' : 'list'
}

/** The declared keys of an object's schema, each with its schema and whether it may not be missing. */
export const propertiesOf = (
  schema: JsonSchema,
): readonly { readonly key: string; readonly inner: JsonSchema; readonly isRequired: boolean }[] =>
  Object.entries(schema.properties ?? {}).map(([key, inner]) => ({
    key,
    inner,
    isRequired: schema.required?.includes(key) === true,
  }))

/** Whether null stands for what is left blank. */
export const isNullable = ({ type, anyOf }: JsonSchema): boolean =>
  type === 'null' || anyOf?.some(isNullable) === true

/** The schema without its null: `Type.Union([Type.String(), Type.Null()])` is filled in as a text. */
export function filledSchema(schema: JsonSchema): JsonSchema {
  const others = schema.anyOf?.filter(({ type }) => type !== 'null')
  return others?.length === 1 ? others[0]! : schema
}
