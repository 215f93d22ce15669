import { asciiJson } from '../kit/ascii.ts'
import { LiveError } from '../kit/error.ts'
import { isUrlAttribute } from './escape.ts'
import { located } from './location.ts'
import { type Place, scan } from './scanner.ts'

/** What is fixed in a template, worked out once for each place in the source where `html` stands. */
export interface Shape {
  /** Unique in the process, so that an encoded fragment fits every frame. */
  readonly number: number
  /** The strings between the holes as they travel: a whole attribute belongs to its hole. */
  readonly statics: readonly string[]
  /** `statics` as JSON. */
  readonly json: string
  readonly places: readonly Place[]
  /** Whether the template is exactly one element. */
  readonly root: boolean
}

const shapes = new WeakMap<readonly string[], Shape>()
let count = 0

/** The shape of a template, by the identity of its strings. */
export function shapeOf(strings: readonly string[]): Shape {
  const known = shapes.get(strings)
  if (known) return known
  const { places, root } = scan(strings)
  places.forEach((place, i) => {
    check(place, strings, i)
  })
  const [first = '', ...rest] = cut(strings, places)
  const statics = [root ? located(strings, first) : first, ...rest]
  const shape = { number: count++, statics, json: asciiJson(JSON.stringify(statics)), places, root }
  shapes.set(strings, shape)
  return shape
}

/** Moves ` name="` and `"` of each attribute that is all hole out of the statics. */
function cut(strings: readonly string[], places: readonly Place[]): readonly string[] {
  return strings.map((text, i) => {
    const start = places[i - 1]?.kind === 'attribute' ? 1 : 0
    const isLast = places[i]?.kind !== 'attribute'
    return isLast ? text.slice(start) : text.slice(start).replace(/\s*[^\s="'/]+\s*=\s*["']$/, '')
  })
}

function check(place: Place, strings: readonly string[], index: number): void {
  const complaint = complain(place)
  if (!complaint) return
  throw new LiveError('template_hole', `Hole ${numberOf(strings, index)} ${complaint}`)
}

/** The number of a hole and its template, in words for errors. */
export function numberOf(strings: readonly string[], index: number): string {
  const before = strings[index]?.trimStart().slice(-60) ?? ''
  return `${index + 1} of the template \`…${before}\${…}\``
}

function complain(place: Place): string | undefined {
  if (place.kind === 'refused')
    return `stands in ${place.where}. Put it into text or into a quoted attribute.`
  if (place.kind !== 'attribute' && place.kind !== 'piece') return undefined
  if (place.kind === 'piece' && !place.first && !place.settled && isUrlAttribute(place.name))
    return `could change the scheme of the URL in ${place.name}. Put the whole URL into one hole, or begin it with its path.`
  if (place.name.startsWith('on')) return `is in ${place.name}. Bind the event with phx-click and the like.`
  if (place.name === 'style')
    return 'is in a style attribute. Choose a class instead: inline styles are refused.'
  if (place.name === 'srcdoc') return 'is in srcdoc, which is a whole document. Point src to a page instead.'
  return undefined
}
