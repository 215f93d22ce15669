import type { TObject, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Check } from 'typebox/value'

/** What a decoder makes of input: the value that fits the schema, or what is wrong with it in words. */
export type Decoded =
  | { readonly ok: true; readonly value: Record<string, unknown> }
  | { readonly ok: false; readonly problem: string }

export type Decoder = (input: Readonly<Record<string, unknown>>) => Decoded

/**
 * Makes the way in for one schema: keys that it does not declare are dropped, text is cast to the declared types,
 * the rest must fit as it is.
 */
export function decoder(schema: TObject): Decoder {
  const compiled = Compile(schema)
  return (input) => {
    const value = castObject(schema, input)
    if (compiled.Check(value)) return { ok: true, value }
    const [error] = compiled.Errors(value)
    return { ok: false, problem: error ? `${error.instancePath || '/'} ${error.message}` : 'does not fit' }
  }
}

/** The way in for each of several schemas, by name. */
export const decodersOf = (schemas: Readonly<Record<string, TObject>>): ReadonlyMap<string, Decoder> =>
  new Map(Object.entries(schemas).map(([name, schema]) => [name, decoder(schema)]))

interface JsonSchema extends TSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
}

function castObject(schema: JsonSchema, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const value: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    if (!Object.hasOwn(input, key)) continue
    const cast = castValue(inner, input[key])
    if (cast !== undefined) value[key] = cast
  }
  return value
}

function castValue(schema: JsonSchema, value: unknown): unknown {
  if (schema.anyOf) return castAny(schema.anyOf, value)
  if (schema.type === 'object' && isRecord(value))
    return schema.properties ? castObject(schema, value) : value
  if (schema.type === 'array' && Array.isArray(value) && schema.items) {
    return value.map((item) => castValue(schema.items!, item))
  }
  return typeof value === 'string' ? castText(schema.type, value) : value
}

/** Whether a value is a map of names to values. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value as the first alternative that it fits; as it is when it fits none. */
function castAny(alternatives: readonly JsonSchema[], value: unknown): unknown {
  for (const schema of alternatives) {
    const cast = castValue(schema, value)
    if (Check(schema, cast)) return cast
  }
  return value
}

const NUMBER = /^-?\d+(\.\d+)?$/

// Stricter than a general conversion: '' is no number, and '1e3' or '0x10' is not what a person typed.
function castText(type: string | undefined, text: string): unknown {
  if (type === 'number' || type === 'integer') return NUMBER.test(text.trim()) ? Number(text) : text
  if (type === 'boolean') return castBoolean(text)
  return text
}

function castBoolean(text: string): unknown {
  if (text === 'true' || text === 'on' || text === '1') return true
  return text === 'false' || text === '0' ? false : text
}
