import { addError, type Changeset, type Check, changeset, hasError } from './changeset.ts'
import { isBlank } from './convert.ts'
import { type Message, message } from './message.ts'
import { type FieldPath, type ValueAt, valueAt, withValueAt } from './path.ts'
import { blank, sizeMessage } from './schema-messages.ts'

/** A text of yours in place of the built-in one; `{count}` and the like are filled in. */
type Wording = string | undefined

/** The message in other words. */
const reworded = (made: Message, text: Wording): Message => (text === undefined ? made : { ...made, text })

/** A check of one field: runs where the field has a value, and no error yet. */
function checkOf<T>(path: string, problemOf: (value: unknown) => Message | undefined): Check<T> {
  return (of) => {
    const value = valueAt(of.changes, path)
    if (isBlank(value) || hasError(of, path)) return of
    const problem = problemOf(value)
    return problem ? addError(of, path, problem) : of
  }
}

/** Changes a value that could be converted, such as by taking the space around it away. What was typed stays. */
export function update<T, Path extends FieldPath<T>>(
  path: Path,
  change: (value: ValueAt<T, Path>) => ValueAt<T, Path>,
): Check<T> {
  return (of) => {
    const value = valueAt(of.changes, path)
    if (value === undefined || value === null) return of
    const changes = withValueAt(of.changes, path, change(value as ValueAt<T, Path>))
    return changeset({ ...of, changes: changes as Readonly<Record<string, unknown>> })
  }
}

/** The field must be filled in. A message of yours takes the place of the one that the schema has caused. */
export function required<T>(path: FieldPath<T>, text?: string): Check<T> {
  return (of) => {
    const others = of.errors.filter((error) => error.path !== path || error.message.rule !== 'required')
    const isMissing = others.length < of.errors.length || isBlank(valueAt(of.changes, path))
    const rest = changeset<T>({ ...of, errors: others })
    return isMissing && !hasError(rest, path) ? addError(rest, path, reworded(blank, text)) : of
  }
}

/** How many characters a text may have, or how many items a list; an emoji is one character. */
export function length<T>(
  path: FieldPath<T>,
  { min, max }: { readonly min?: number; readonly max?: number },
  text?: string,
): Check<T> {
  return checkOf(path, (value) => {
    const unit = Array.isArray(value) ? 'Items' : 'Length'
    const count = Array.isArray(value) ? value.length : charactersIn(String(value), max)
    if (min !== undefined && count < min) return reworded(sizeMessage(`min${unit}`, min), text)
    if (max !== undefined && count > max) return reworded(sizeMessage(`max${unit}`, max), text)
    return undefined
  })
}

/** Counts what people call characters only where the quick count is too high. */
const charactersIn = (text: string, max = 0): number => (text.length > max ? [...text].length : text.length)

/** The text must match a pattern. */
export const format = <T>(path: FieldPath<T>, pattern: RegExp, text = 'has an invalid format'): Check<T> =>
  checkOf(path, (value) => (String(value).search(pattern) < 0 ? message('format', text) : undefined))

/** How large a number may be. */
export interface NumberLimits {
  readonly min?: number
  readonly max?: number
  readonly moreThan?: number
  readonly lessThan?: number
}

const limits: readonly (readonly [keyof NumberLimits, string, (value: number, limit: number) => boolean])[] =
  [
    ['min', 'minimum', (value, limit) => value >= limit],
    ['max', 'maximum', (value, limit) => value <= limit],
    ['moreThan', 'exclusiveMinimum', (value, limit) => value > limit],
    ['lessThan', 'exclusiveMaximum', (value, limit) => value < limit],
  ]

/** The number must be within limits. */
export const number = <T>(path: FieldPath<T>, allowed: NumberLimits, text?: string): Check<T> =>
  checkOf(path, (value) => {
    for (const [name, keyword, fits] of limits) {
      const limit = allowed[name]
      if (limit !== undefined && !fits(Number(value), limit))
        return reworded(sizeMessage(keyword, limit), text)
    }
    return undefined
  })

/** The value must be one of these; of a list, each item. */
export const inclusion = <T>(
  path: FieldPath<T>,
  choices: readonly unknown[],
  text = 'is not one of the choices',
): Check<T> =>
  checkOf(path, (value) => {
    const fits = Array.isArray(value)
      ? value.every((item) => choices.includes(item))
      : choices.includes(value)
    return fits ? undefined : message('inclusion', text)
  })

/** The value must not be one of these. */
export const exclusion = <T>(
  path: FieldPath<T>,
  refused: readonly unknown[],
  text = 'is reserved',
): Check<T> => checkOf(path, (value) => (refused.includes(value) ? message('exclusion', text) : undefined))

/** The field must hold the same as another one: the error stands where it was typed for the second time. */
export const confirmation = <T>(
  path: FieldPath<T>,
  repeated: FieldPath<T>,
  text = 'does not match',
): Check<T> => {
  return (of) => {
    const [first, second] = [valueAt(of.changes, path), valueAt(of.changes, repeated)]
    if (isBlank(first) || hasError(of, repeated) || first === second) return of
    return addError(of, repeated, message('confirmation', text))
  }
}

/** A check of your own: gives what is wrong, or undefined. It is given the value, and the changeset around it. */
export function check<T, Path extends FieldPath<T>>(
  path: Path,
  problemOf: (value: ValueAt<T, Path>, changeset: Changeset<T>) => string | Message | undefined,
): Check<T> {
  return (of) => {
    const value = valueAt(of.changes, path)
    if (isBlank(value) || hasError(of, path)) return of
    const problem = problemOf(value as ValueAt<T, Path>, of)
    return problem === undefined ? of : addError(of, path, problem)
  }
}
