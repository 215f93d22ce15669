import { type FieldError, textOf } from 'oriel/changeset'

/** What is wrong, as people read it, by field; '' where it is nobody's field. */
export const problemsOf = ({
  errors,
}: {
  readonly errors: readonly FieldError[]
}): Readonly<Record<string, string>> =>
  Object.fromEntries(errors.map(({ path, message }) => [path, textOf(message)]))

/** The same for something that must have been refused. */
export function refusalOf<Refused extends { readonly errors: readonly FieldError[] }>(
  result: { readonly ok: true } | ({ readonly ok: false } & Refused),
): Readonly<Record<string, string>> {
  if (result.ok) throw new Error('It was not refused.')
  return problemsOf(result)
}
