import { isRecord } from '../changeset/cast.ts'
import { ROW_KEY } from '../changeset/typed.ts'

/** How the inputs of a form are called: the id of the form, and the name around the names of its fields, if any. */
export interface FormNames {
  readonly id: string
  readonly name: string | undefined
}

/**
 * The keys of a path as names and ids have them: a row of a list goes by its own key, which stays when it moves.
 * `items.0.text` is `items`, `7`, `text` where the first row has the key 7.
 */
export function keysOfPath(typed: unknown, path: string): readonly string[] {
  const keys: string[] = []
  let value = typed
  for (const key of path.split('.')) {
    const found: unknown = Array.isArray(value)
      ? value[Number(key)]
      : isRecord(value)
        ? value[key]
        : undefined
    const rowKey = Array.isArray(value) && isRecord(found) ? found[ROW_KEY] : undefined
    keys.push(typeof rowKey === 'string' ? rowKey : key)
    value = found
  }
  return keys
}

/** `user`, `address`, `city` are `user[address][city]`. */
export function inputName({ name }: FormNames, keys: readonly string[]): string {
  const [first = '', ...rest] = name === undefined ? keys : [name, ...keys]
  return first + rest.map((key) => `[${key}]`).join('')
}

export const inputId = ({ id }: FormNames, keys: readonly string[]): string => [id, ...keys].join('-')
