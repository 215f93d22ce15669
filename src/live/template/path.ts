import { LiveError } from '../kit/error.ts'
import type { Fragment, fragment } from './fragment.ts'
/** A path of this app, made by `path` and so known to lead to a route. */
export class Path implements Fragment {
  declare readonly [fragment]: true
  readonly href: string

  constructor(href: string) {
    this.href = href
  }
}

/** The names of the parameters in a route's pattern: `'/rooms/:id'` has `id`. */
export type PathParameters<Pattern extends string> = Pattern extends `${infer Head}/${infer Tail}`
  ? PathParameters<Head> | PathParameters<Tail>
  : Pattern extends `:${infer Name}`
    ? Name
    : never

type Value = string | number | boolean
type Query = { readonly [key: string]: Value | null | undefined }

/** What `path` takes beside the pattern: all its parameters, `#` for a place on the page, and anything else for the query string. */
export type PathArguments<Pattern extends string> = [PathParameters<Pattern>] extends [never]
  ? [query?: Query]
  : [parameters: { readonly [Name in PathParameters<Pattern>]: Value } & Query]

/** Fills a pattern: its parameters go into the path, `#` names a place on the page, every other key is for the query. */
export function fillPath(pattern: string, { '#': place, ...values }: Query = {}): Path {
  const rest = new URLSearchParams()
  const used = new Set<string>()
  const filled = pattern.replace(/:(\w+)/g, (_, name: string) => {
    used.add(name)
    return segment(pattern, name, String(values[name]))
  })
  for (const [key, value] of Object.entries(values)) {
    if (!used.has(key) && value !== null && value !== undefined) rest.append(key, String(value))
  }
  const query = rest.size ? `?${rest}` : ''
  return new Path(filled + query + (place ? `#${encodeURIComponent(place)}` : ''))
}

// Browsers resolve dots, and an empty segment is none: the path would lead to another page.
function segment(pattern: string, name: string, value: string): string {
  if (!['', '.', '..'].includes(value)) return encodeURIComponent(value)
  throw new LiveError(
    'bad_route',
    `"${value}" cannot stand for :${name} in ${pattern}. Give it a value of its own.`,
  )
}
