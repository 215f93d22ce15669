import { type FieldError, message } from 'oriel/changeset'

/** What came of something that may be refused: then with what was wrong, by the fields that it stands at. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly FieldError[] }

/** Makes the result of what went well. */
export function accepted<T>(value: T): Result<T> {
  return { ok: true, value }
}

/** Makes the result of what was refused. */
export function refused(errors: readonly FieldError[]): Result<never> {
  return { ok: false, errors }
}

/** Makes the result of what was refused by one error, of a field or of none. */
export function refusedFor(path: string, text: string): Result<never> {
  return refused([{ path, message: message('refused', text) }])
}
