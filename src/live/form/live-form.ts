import type { Static, TObject } from 'typebox'
import { isRecord } from '../changeset/cast.ts'
import { type Changeset, type Check, ofValues } from '../changeset/changeset.ts'
import type { JsonSchema } from '../changeset/json-schema.ts'
import { propertiesOf, shapeOf } from '../changeset/json-schema.ts'
import { read } from '../changeset/read.ts'
import { LiveError } from '../kit/error.ts'
import { type Form, type FormPlan, sentForm, startedForm } from './form.ts'

declare const fills: unique symbol

/** What an event may be declared with to bring a form: any one. */
export interface AnyLiveForm {
  /** The form as a browser has sent it; any input gives one. */
  readonly decode: (input: Readonly<Record<string, unknown>>) => object
}

/** A kind of form, made once from a schema; events that are declared with it bring the form as it was filled in. */
export interface LiveForm<T> extends AnyLiveForm {
  readonly [fills]?: T
  /** The form before anybody has touched it: with the defaults of the schema, and values of yours in their place. */
  start(values?: Partial<T>): Form<T>
  /** The form around a changeset that nobody has touched. */
  of(changeset: Changeset<T>): Form<T>
}

/** The value that a kind of form is filled in with. */
export type FilledWith<F> = F extends LiveForm<infer T> ? T : never

/** How a kind of form is named, and what is checked beyond its schema. */
export interface LiveFormOptions<T> {
  /** The id of its element, with which the ids of its inputs begin; `name` or 'form' when absent. */
  readonly id?: string
  /** A name around those of its fields: with 'user', the field 'email' is sent as `user[email]`. */
  readonly name?: string
  /** Runs whenever the form is sent, before the handler; see `checks` of `oriel/changeset`. */
  readonly check?: Check<T>
}

/**
 * Makes a kind of form from a schema. Declare the events of its `phx-change` and `phx-submit` with it: their handlers
 * are given the form, whatever was typed. Throws `bad_definition` for keys that cannot be told apart in names.
 */
export function liveForm<const S extends TObject>(
  schema: S,
  { name, id = name ?? 'form', check = (changeset) => changeset }: NoInfer<LiveFormOptions<Static<S>>> = {},
): LiveForm<Static<S>> {
  checkKeys(schema as JsonSchema)
  const plan: FormPlan<Static<S>> = Object.freeze({ schema, check, names: { id, name } })
  return Object.freeze({
    start: (values: Partial<Static<S>> = {}) => startedForm(plan, check(ofValues<Static<S>>(schema, values))),
    of: (changeset: Changeset<Static<S>>) => startedForm(plan, changeset),
    decode: (input: Readonly<Record<string, unknown>>) => decode(plan, input),
  })
}

function decode<T>(plan: FormPlan<T>, input: Readonly<Record<string, unknown>>): Form<T> {
  const { name } = plan.names
  const target = Array.isArray(input['_target']) ? input['_target'] : undefined
  const fields = name === undefined ? input : input[name]
  const inner = name === undefined ? target : target?.slice(1)
  const { typed, used } = read(plan.schema as JsonSchema, isRecord(fields) ? fields : {}, inner)
  return sentForm(plan, typed, used, target ? 'change' : 'submit')
}

/** Names nest by brackets and paths by dots, and what begins with an underscore is for the framework. */
function checkKeys(schema: JsonSchema): void {
  for (const { key, inner } of propertiesOf(schema)) {
    if (!/^[^_.[\]][^.[\]]*$/.test(key)) {
      const mend = 'Name it without dots and brackets, and with no underscore before.'
      throw new LiveError('bad_definition', `liveForm() was given a schema with the key "${key}". ${mend}`)
    }
    if (shapeOf(inner) === 'map') checkKeys(inner)
    if (shapeOf(inner) === 'rows') checkKeys(inner.items!)
  }
}
