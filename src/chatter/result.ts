/** What was wrong, by the field that it stands at; `base` where it is nobody's field. */
export type Errors = Readonly<Record<string, string>>

/** What came of something that may be refused. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: Errors }

/** Makes the result of what went well. */
export function accepted<T>(value: T): Result<T> {
  return { ok: true, value }
}

/** Makes the result of what was refused. */
export function refused(errors: Errors): Result<never> {
  return { ok: false, errors }
}
