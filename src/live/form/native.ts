import { filledSchema, type JsonSchema, shapeOf } from '../changeset/json-schema.ts'

/** What a browser checks by itself, as attributes of an input. */
export interface Native {
  readonly type: string
  readonly required: boolean
  readonly minlength: number | undefined
  readonly maxlength: number | undefined
  readonly min: number | undefined
  readonly max: number | undefined
  readonly step: number | 'any' | undefined
  readonly pattern: string | undefined
}

const types: Readonly<Record<string, string>> = {
  number: 'number',
  integer: 'number',
  boolean: 'checkbox',
  email: 'email',
  url: 'url',
  uri: 'url',
  date: 'date',
}

/** The attributes that a schema stands for. */
export function nativeOf(schema: JsonSchema, isRequired: boolean): Native {
  const filled = filledSchema(schema)
  const { type = '', format = '', minLength, maxLength } = filled
  return {
    type: types[format] ?? types[type] ?? 'text',
    // A browser takes "required" of a box to mean that it must be ticked.
    required: type === 'boolean' ? filled.const === true : isRequired && isFilled(schema),
    minlength: minLength || undefined,
    maxlength: maxLength,
    ...numbersOf(filled),
    pattern: patternOf(filled),
  }
}

/** Whether blank is none of its values. */
const isFilled = (schema: JsonSchema): boolean =>
  filledSchema(schema) === schema && (shapeOf(schema) !== 'list' || (schema.minItems ?? 0) > 0)

function numbersOf(schema: JsonSchema): Pick<Native, 'min' | 'max' | 'step'> {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  if (type !== 'number' && type !== 'integer') return { min: undefined, max: undefined, step: undefined }
  // A browser has no word for "more than"; for whole numbers the next one will do.
  const above = type === 'integer' && exclusiveMinimum !== undefined ? exclusiveMinimum + 1 : undefined
  const below = type === 'integer' && exclusiveMaximum !== undefined ? exclusiveMaximum - 1 : undefined
  return {
    min: minimum ?? above,
    max: maximum ?? below,
    step: multipleOf ?? (type === 'integer' ? 1 : 'any'),
  }
}

/** A browser matches the whole text, and reads the pattern by stricter rules: one that it would refuse is left out. */
function patternOf({ pattern }: JsonSchema): string | undefined {
  if (pattern === undefined) return undefined
  const { source, flags } = new RegExp(pattern)
  if (flags !== '') return undefined
  const inner = source.replace(/^\^/, '').replace(/(?<!\\)\$$/, '')
  const isWhole = source === `^${inner}$` && !inner.includes('|')
  const whole = isWhole ? inner : `[\\s\\S]*(?:${source})[\\s\\S]*`
  return compiles(whole) ? whole : undefined
}

function compiles(pattern: string): boolean {
  try {
    return Boolean(new RegExp(`^(?:${pattern})$`, 'v'))
  } catch {
    return false
  }
}
