import type { Static, TObject } from 'typebox'
import { convertMap } from './convert.ts'
import type { JsonSchema } from './json-schema.ts'
import type { FieldError, Message } from './message.ts'
import { message as makeMessage } from './message.ts'
import { defaultsOf, read } from './read.ts'
import type { TypedMap } from './typed.ts'

/** A rule of the database, and the error that stands for its being broken. */
export interface Constraint {
  /** Its name in the database. */
  readonly name: string
  readonly error: FieldError
}

interface Contents {
  readonly schema: TObject
  /** What was filled in, as it was typed; declared fields only. */
  readonly typed: TypedMap
  /** What of it could be converted; the whole value once nothing is wrong. */
  readonly changes: Readonly<Record<string, unknown>>
  readonly errors: readonly FieldError[]
  readonly constraints: readonly Constraint[]
}

/** Something that is right, or not yet: what was typed, what it means, and what is wrong with it. Never changed. */
export type Changeset<T> = Contents &
  ({ readonly ok: true; readonly value: T } | { readonly ok: false; readonly value: undefined })

/** Gives a changeset with more errors, or with other values. */
export type Check<T> = (changeset: Changeset<T>) => Changeset<T>

/**
 * Converts input, of a form or of a program, by a schema. Keys that are not declared are dropped. What is wrong with the
 * rest is among the errors: nothing throws. A key that is not optional has to be filled in; white space is nothing.
 */
export const cast = <S extends TObject>(schema: S, input: unknown): NoInfer<Changeset<Static<S>>> =>
  ofTyped(schema, read(schema, input).typed)

/** The changeset of what was typed already. */
export function ofTyped<T>(schema: TObject, typed: TypedMap): Changeset<T> {
  const errors: FieldError[] = []
  const changes = convertMap(schema as JsonSchema, typed, '', errors)
  return changeset({ schema, typed, changes, errors, constraints: [] })
}

/** The changeset of values: those that a schema begins with, and others in their place. */
export const ofValues = <T>(schema: TObject, values: object): Changeset<T> =>
  ofTyped(schema, read(schema, { ...defaultsOf(schema), ...values }).typed)

/** A changeset of other contents: whether it is right follows from its errors. */
export function changeset<T>(contents: Contents): Changeset<T> {
  const { schema, typed, changes, errors, constraints } = contents
  const ok = errors.length === 0
  const made = { schema, typed, changes, errors, constraints, ok, value: ok ? changes : undefined }
  return Object.freeze(made) as unknown as Changeset<T>
}

/** Runs checks in order. A built-in one leaves a field alone that has an error already. */
export const validate = <T>(changeset: Changeset<T>, ...checks: readonly Check<T>[]): Changeset<T> =>
  checks.reduce((checked, check) => check(checked), changeset)

/** One check of several, to be given to forms and to `validate` alike. The schema is there for the types. */
export const checks =
  <S extends TObject>(_schema: S, ...each: readonly NoInfer<Check<Static<S>>>[]): NoInfer<Check<Static<S>>> =>
  (changeset) =>
    validate(changeset, ...each)

/** Adds an error to a field; '' is nobody's field. */
export function addError<T>(of: Changeset<T>, path: string, error: string | Message): Changeset<T> {
  const message = typeof error === 'string' ? makeMessage('custom', error) : error
  return changeset({ ...of, errors: [...of.errors, { path, message }] })
}

/** Whether something is wrong with a field. */
export const hasError = ({ errors }: Changeset<unknown>, path: string): boolean =>
  errors.some((error) => error.path === path)
