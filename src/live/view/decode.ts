import type { Static, TObject } from 'typebox'
import { Compile } from 'typebox/compile'
import { castObject } from '../changeset/cast.ts'
import type { Form } from '../form/form.ts'
import type { AnyLiveForm, LiveForm } from '../form/live-form.ts'
import { type Brought, DeclaredEvent } from './declared-event.ts'

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

/** What an event may be declared with: the schema of its payload, a form that it brings, or `event` of one of these. */
export type Declared = Brought | DeclaredEvent<Brought>

/** What the handler of an event is given. */
export type PayloadOf<D> =
  D extends DeclaredEvent<infer B>
    ? PayloadOf<B>
    : D extends LiveForm<infer T>
      ? Form<T>
      : D extends TObject
        ? Static<D>
        : never

/** The way in for an event. */
export interface Way {
  readonly decode: Decoder<object>
  /** Whether it may be sent to the view that follows the one that was to handle it. */
  readonly isRepeatable: boolean
}

/** The way in for each of several events, by name. */
export const waysOf = (events: Readonly<Record<string, Declared>>): ReadonlyMap<string, Way> =>
  new Map(Object.entries(events).map(([name, declared]) => [name, wayOf(declared)]))

const wayOf = (declared: Declared): Way =>
  declared instanceof DeclaredEvent
    ? { decode: decoderOf(declared.brings), isRepeatable: declared.options.repeat }
    : { decode: decoderOf(declared), isRepeatable: false }

/** A form takes any input: what is wrong with it, it says itself. */
const decoderOf = (brought: Brought): Decoder<object> =>
  isForm(brought) ? (input) => ({ ok: true, value: brought.decode(input) }) : decoder(brought)

const isForm = (brought: Brought): brought is AnyLiveForm =>
  'decode' in brought && typeof brought.decode === 'function'
