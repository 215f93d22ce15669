import { addError, type Changeset, type Check, type Constraint, changeset, hasError } from './changeset.ts'
import { isBlank } from './convert.ts'
import { type Message, message } from './message.ts'
import { type FieldPath, type ValueAt, valueAt } from './path.ts'

/** A check that has to wait, such as for the database. */
export type AsyncCheck<T> = (changeset: Changeset<T>) => Promise<Check<T>>

/** A check of your own that waits. It runs where the field has a value, and no error yet. */
export function checkAsync<T, Path extends FieldPath<T>>(
  path: Path,
  problemOf: (value: ValueAt<T, Path>, changeset: Changeset<T>) => Promise<string | Message | undefined>,
): AsyncCheck<T> {
  return async (of) => {
    const value = valueAt(of.changes, path)
    const isSkipped = isBlank(value) || hasError(of, path)
    const problem = isSkipped ? undefined : await problemOf(value as ValueAt<T, Path>, of)
    return (checked) => (problem === undefined ? checked : addError(checked, path, problem))
  }
}

/** Runs checks that wait, all at once; their errors come in the order of the checks. Rejects when one of them does. */
export async function validateAsync<T>(
  of: Changeset<T>,
  ...checks: readonly AsyncCheck<T>[]
): Promise<Changeset<T>> {
  const found = await Promise.all(checks.map((check) => check(of)))
  return found.reduce((checked, add) => add(checked), of)
}

/** Says at which field a rule of the database stands, by its name there; `save` adds the error when it is broken. */
export function constraint<T>(path: FieldPath<T> | '', name: string, text = 'is invalid'): Check<T> {
  return declared({ name, error: { path, message: message('constraint', text) } })
}

/** The same for a unique constraint or index: `unique('name', 'users_name_key')`. */
export function unique<T>(path: FieldPath<T>, name: string, text = 'has already been taken'): Check<T> {
  return declared({ name, error: { path, message: message('taken', text) } })
}

const declared =
  <T>(added: Constraint): Check<T> =>
  (of) =>
    changeset({ ...of, constraints: [...of.constraints, added] })

/** What came of saving: the result, or the changeset with what is wrong. */
export type Saved<T, Result> =
  | { readonly ok: true; readonly value: Result }
  | { readonly ok: false; readonly changeset: Changeset<T> }

/**
 * Writes what is right, and does not call `write` for anything else. An error of PostgreSQL for a declared constraint
 * becomes the error of its field; every other one is thrown on.
 */
export async function save<T, Result>(
  of: Changeset<T>,
  write: (value: T) => Promise<Result>,
): Promise<Saved<T, Result>> {
  if (!of.ok) return { ok: false, changeset: of }
  try {
    return { ok: true, value: await write(of.value) }
  } catch (error) {
    const broken = brokenBy(error, of.constraints)
    if (!broken) throw error
    return { ok: false, changeset: changeset({ ...of, errors: [broken.error] }) }
  }
}

/** PostgreSQL's class of errors 23 speaks of a constraint, and names it. */
function brokenBy(error: unknown, constraints: readonly Constraint[]): Constraint | undefined {
  const { code, constraint } = Object(error) as { readonly code?: unknown; readonly constraint?: unknown }
  if (typeof code !== 'string' || !code.startsWith('23')) return undefined
  return constraints.find(({ name }) => name === constraint)
}
