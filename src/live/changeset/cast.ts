import { Check } from 'typebox/value'
import type { JsonSchema } from './json-schema.ts'

/** The declared keys of the input, text cast to their types; what cannot be cast stays as it is. */
export function castObject(
  schema: JsonSchema,
  input: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const value: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    if (!Object.hasOwn(input, key)) continue
    const cast = castValue(inner, input[key])
    if (cast !== undefined) value[key] = cast
  }
  return value
}

/** The value cast to the type of its schema; as it is when it cannot be. */
export function castValue(schema: JsonSchema, value: unknown): unknown {
  if (schema.anyOf) return castAny(schema.anyOf, value)
  if (schema.type === 'object' && isRecord(value))
    return schema.properties ? castObject(schema, value) : value
  if (schema.type === 'array' && Array.isArray(value) && schema.items) {
    return value.map((item) => castValue(schema.items!, item))
  }
  if (schema.enum && typeof value === 'string')
    return schema.enum.find((each) => String(each) === value) ?? value
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
