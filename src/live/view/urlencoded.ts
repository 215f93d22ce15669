/** A decoded form: text, lists and nested maps, as its field names spell them. */
export type FormValue = string | FormValue[] | FormMap
export interface FormMap {
  [name: string]: FormValue
}

/** How deep names may nest; a deeper one is dropped, so that no input can build a tall tree. */
const DEPTH = 16

/**
 * Reads `application/x-www-form-urlencoded` text: `a[b]=1` nests, `a[]=1&a[]=2` lists, and of a name that comes
 * again the last value counts.
 */
export function decodeForm(text: string): FormMap {
  const form = emptyMap()
  for (const [name, value] of new URLSearchParams(text)) {
    const keys = keysOf(name)
    if (keys.length <= DEPTH) put(form, keys, value)
  }
  return form
}

/** `user[tags][]` is `['user', 'tags', '']`; a name that is not well formed is a single key. */
export function keysOf(name: string): readonly string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name)
  if (!match) return [name]
  return [match[1]!, ...[...match[2]!.matchAll(/\[([^[\]]*)\]/g)].map(([, key]) => key!)]
}

// Without a prototype, so that a field named __proto__ is a field like any other.
const emptyMap = (): FormMap => Object.create(null) as FormMap

function put(map: FormMap, [key, next, ...rest]: readonly string[], value: string): void {
  if (key === undefined) return
  if (next === undefined) map[key] = value
  else if (next === '') push(map, key, rest, value)
  else {
    const inner = isMap(map[key]) ? map[key] : emptyMap()
    map[key] = inner
    put(inner, [next, ...rest], value)
  }
}

function push(map: FormMap, key: string, rest: readonly string[], value: string): void {
  const list = Array.isArray(map[key]) ? map[key] : []
  map[key] = list
  if (rest.length === 0) list.push(value)
  else {
    const inner = emptyMap()
    put(inner, rest, value)
    list.push(inner)
  }
}

const isMap = (value: FormValue | undefined): value is FormMap =>
  typeof value === 'object' && !Array.isArray(value)
