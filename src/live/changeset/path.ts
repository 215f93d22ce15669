import { isRecord } from './cast.ts'

type Leaf = string | number | boolean | bigint | null | undefined

/** The fields of a value by their paths: `'name'`, `'address.city'`, `'items.0.text'`. */
export type FieldPath<T> = T extends Leaf
  ? never
  : T extends readonly (infer Item)[]
    ? `${number}` | `${number}.${FieldPath<Item>}`
    : { [K in keyof T & string]-?: K | `${K}.${FieldPath<NonNullable<T[K]>>}` }[keyof T & string]

/** What stands at a path when the field is filled in. */
export type ValueAt<T, Path extends string> = Path extends `${infer Key}.${infer Rest}`
  ? ValueAt<Step<T, Key>, Rest>
  : Step<T, Path>

type Step<T, Key extends string> =
  NonNullable<T> extends readonly (infer Item)[]
    ? Item
    : Key extends keyof NonNullable<T>
      ? NonNullable<NonNullable<T>[Key]>
      : never

/** The path of a field in a map or list at `path`; '' is the whole. */
export const joinPath = (path: string, key: string | number): string =>
  path === '' ? String(key) : `${path}.${key}`

/** What stands at a path; undefined where nothing does. */
export function valueAt(value: unknown, path: string): unknown {
  let found = value
  for (const key of path.split('.')) found = stepInto(found, key)
  return found
}

function stepInto(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)]
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

/** The value with another one at a path; as it is where the path leads nowhere. */
export function withValueAt(value: unknown, path: string, next: unknown): unknown {
  const [key = '', ...rest] = path.split('.')
  const inner = rest.length === 0 ? next : withValueAt(stepInto(value, key), rest.join('.'), next)
  if (Array.isArray(value)) return value.with(Number(key), inner)
  if (!isRecord(value)) return value
  const { [key]: _, ...others } = value
  return inner === undefined ? others : { ...value, [key]: inner }
}
