import { Errors } from 'typebox/value'
import { filledSchema, type JsonSchema } from './json-schema.ts'
import { type Message, message } from './message.ts'

/** What TypeBox says about a value; its parameters depend on the keyword. */
interface SchemaError {
  readonly keyword: string
  readonly params: object
}

export const blank: Message = message('required', "can't be blank")
const notAccepted = message('accepted', 'must be accepted')
const noChoice = message('inclusion', 'is not one of the choices')
const invalid = message('invalid', 'is invalid')

const kinds: Readonly<Record<string, Message>> = {
  number: message('number', 'is not a number'),
  integer: message('number', 'is not a whole number'),
}

const formats: Readonly<Record<string, string>> = {
  email: 'is not an e-mail address',
  url: 'is not a web address',
  uri: 'is not a web address',
  date: 'is not a date',
  time: 'is not a time',
}

const sizes: Readonly<Record<string, readonly [rule: string, text: string]>> = {
  minLength: ['length', 'should be at least {count} character(s)'],
  maxLength: ['length', 'should be at most {count} character(s)'],
  minItems: ['length', 'should have at least {count} item(s)'],
  maxItems: ['length', 'should have at most {count} item(s)'],
  minimum: ['number', 'must be at least {number}'],
  maximum: ['number', 'must be at most {number}'],
  exclusiveMinimum: ['number', 'must be more than {number}'],
  exclusiveMaximum: ['number', 'must be less than {number}'],
  multipleOf: ['number', 'must be a multiple of {number}'],
}

/** What is wrong with a value that was filled in; undefined when it fits its schema. */
export function problemOf(schema: JsonSchema, value: unknown): Message | undefined {
  const filled = filledSchema(schema)
  const [error] = Errors(filled, value) as readonly SchemaError[]
  if (!error) return undefined
  return filled.anyOf || filled.enum ? noChoice : messageOf(filled, error)
}

/** The message for a rule that a schema states, with the limit of it. */
export function sizeMessage(keyword: string, limit: number): Message {
  const [rule, text] = sizes[keyword]!
  return message(rule, text, text.includes('{count}') ? { count: limit } : { number: limit })
}

function messageOf(schema: JsonSchema, { keyword, params }: SchemaError): Message {
  const { limit, multipleOf, type } = params as { limit?: number; multipleOf?: number; type?: string }
  if (keyword in sizes) return sizeMessage(keyword, limit ?? multipleOf ?? 0)
  if (keyword === 'type') return kinds[type ?? ''] ?? invalid
  if (keyword === 'pattern') return message('format', 'has an invalid format')
  if (keyword === 'format') return message('format', formats[schema.format ?? ''] ?? 'has an invalid format')
  if (keyword === 'const') return schema.const === true ? notAccepted : noChoice
  return keyword === 'enum' ? noChoice : invalid
}
