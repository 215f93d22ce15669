import { isRecord } from './cast.ts'
import { type JsonSchema, propertiesOf, shapeOf } from './json-schema.ts'
import { joinPath } from './path.ts'
import { rowsOf } from './rows.ts'
import { ROW_KEY, type Typed, type TypedMap } from './typed.ts'

/** What came in, reduced to the declared fields; and which of these a person has used. */
export interface Reading {
  readonly typed: TypedMap
  /** The paths of the used fields, and of everything around them. */
  readonly used: ReadonlySet<string>
}

/**
 * Reads the declared fields of some input, of a form or of a program. Whatever has another shape than its schema is
 * as if it were missing. `target` is the path of names of the field that has changed.
 */
export function read(schema: JsonSchema, input: unknown, target: readonly string[] = []): Reading {
  const used = new Set<string>()
  return { typed: readMap(schema, input, '', target, used), used }
}

function readMap(
  schema: JsonSchema,
  input: unknown,
  path: string,
  target: readonly string[],
  used: Set<string>,
): TypedMap {
  const map: Record<string, Typed> = {}
  const given = isRecord(input) ? input : {}
  for (const { key, inner } of propertiesOf(schema)) {
    const at = joinPath(path, key)
    const before = used.size
    const value = readField(inner, { given, key, at, target }, used)
    if (value === undefined) continue
    map[key] = value
    if (holdsFields(inner) ? used.size > before : !Object.hasOwn(given, `_unused_${key}`)) used.add(at)
  }
  return map
}

/** Where a field is looked for. */
interface Place {
  readonly given: Readonly<Record<string, unknown>>
  readonly key: string
  /** The path of the field. */
  readonly at: string
  readonly target: readonly string[]
}

function readField(schema: JsonSchema, place: Place, used: Set<string>): Typed | undefined {
  const { given, key, at, target } = place
  const value = Object.hasOwn(given, key) ? given[key] : undefined
  const inner = target[0] === key ? target.slice(1) : []
  switch (shapeOf(schema)) {
    case 'map':
      return value === undefined ? undefined : readMap(schema, value, at, inner, used)
    case 'rows':
      return readRows(schema, { ...place, target: target[0] === key ? inner : target }, used)
    case 'list':
      return readList(value)
    case 'leaf':
      return readLeaf(value)
  }
}

function readRows(
  schema: JsonSchema,
  { given, key, at, target }: Place,
  used: Set<string>,
): Typed | undefined {
  const rows = rowsOf(given, key, target)
  return rows?.map((row, i) => {
    const inner = target[0] === row.key ? target.slice(1) : []
    // Nobody has used what is new.
    const usedOfRow = row.value === undefined ? new Set<string>() : used
    const value = row.value ?? defaultsOf(schema.items!)
    return { ...readMap(schema.items!, value, joinPath(at, i), inner, usedOfRow), [ROW_KEY]: row.key }
  })
}

/** Empty text among several is what a group of boxes sends when none is ticked. Names with a number keep it. */
function readList(value: unknown): readonly Typed[] | undefined {
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value)) return value.filter((item) => item !== '').flatMap((item) => readLeaf(item) ?? [])
  if (isRecord(value)) return Object.values(value).flatMap((item) => readLeaf(item) ?? [])
  const only = readLeaf(value)
  return only === undefined || only === '' ? [] : [only]
}

function readLeaf(value: unknown): Typed | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined
}

const holdsFields = (schema: JsonSchema): boolean => /^(map|rows)$/.test(shapeOf(schema))

/** What a schema says that its fields begin with. */
export function defaultsOf(schema: JsonSchema): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const { key, inner } of propertiesOf(schema)) {
    const value = inner.default ?? (shapeOf(inner) === 'map' ? defaultsOf(inner) : undefined)
    if (value !== undefined) values[key] = value
  }
  return values
}
