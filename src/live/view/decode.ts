import type { Static, TObject } from 'typebox'
import { Compile } from 'typebox/compile'
import { castObject } from '../changeset/cast.ts'
import type { Form } from '../form/form.ts'
import type { AnyLiveForm, LiveForm } from '../form/live-form.ts'

/** What a decoder makes of input: the value that fits the schema, or what is wrong with it in words. */
export type Decoded<Value extends object = Record<string, unknown>> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string }

export type Decoder<Value extends object = Record<string, unknown>> = (
  input: Readonly<Record<string, unknown>>,
) => Decoded<Value>

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

/** What an event may be declared with: the schema of its payload, or a form that it brings. */
export type Declared = TObject | AnyLiveForm

/** What the handler of an event is given. */
export type PayloadOf<D> = D extends LiveForm<infer T> ? Form<T> : D extends TObject ? Static<D> : never

/** The way in for each of several events, by name. A form takes any input: what is wrong with it, it says itself. */
export const decodersOf = (
  events: Readonly<Record<string, Declared>>,
): ReadonlyMap<string, Decoder<object>> =>
  new Map(Object.entries(events).map(([name, declared]) => [name, decoderOf(declared)]))

const decoderOf = (declared: Declared): Decoder<object> =>
  'decode' in declared && typeof declared.decode === 'function'
    ? (input) => ({ ok: true, value: (declared as AnyLiveForm).decode(input) })
    : decoder(declared as TObject)
