import { Attributes } from '../template/attributes.ts'
import { Each } from '../template/each.ts'
import { type Hole, Template, UnsafeHtml } from '../template/html.ts'
import { Memo } from '../template/memo.ts'
import type { Shape } from '../template/shape.ts'
import { Shown } from '../template/temporary.ts'
import { isNode, type ListPrint, type NodePrint, type Print } from './print.ts'
import { isSame } from './row.ts'

/** What was made last of each template, for as long as a view shows it. */
const samples = new WeakMap<Shape, WeakRef<NodePrint>>()

/**
 * The print to keep of a template that was just rendered: that of another view where both show the same, so that views
 * which look alike hold one object. `before` is what stood there in this view.
 */
export function sharedPrint(made: NodePrint, before: NodePrint | undefined): NodePrint {
  // What has become a view's own is not looked for any more. What has been let go cannot be compared with another's.
  if ((before && !before.isShared) || made.template.values.some(isShown)) return made
  const sample = samples.get(made.shape)?.deref()
  // Texts are taken from any other view: there is no need for a newer one.
  if (sample && made.own) return frugal(made, sample)
  if (!sample || !isTwin(sample, made)) return keep(frugal(made, sample))
  sample.isShared = true
  return sample
}

function keep(made: NodePrint): NodePrint {
  samples.set(made.shape, new WeakRef(made))
  return made
}

/**
 * A print that keeps nothing twice that another view, or one of its parts, keeps already; nor what its memos would call,
 * which knows the view that it was made in.
 */
function frugal(made: NodePrint, sample: NodePrint | undefined): NodePrint {
  const { template } = made
  const parts = sample ? made.parts.map((part, i) => partOf(sample.parts[i], part)) : made.parts
  const values = template.values.map((value, i) => keptFor(parts[i]!, value))
  // One that stands in the source once for all is known by its identity.
  const isAsItWas = values.every((value, i) => value === template.values[i])
  return likePrint(made, isAsItWas ? template : new Template(template.strings, values), parts)
}

/** What to compare the next value of a hole with: the template of its print does as well as the equal one that was given. */
function keptFor(part: Print, value: Hole): Hole {
  if (typeof part === 'string') return isMadeAnew(value) ? ANOTHER : value
  if (value instanceof Each && !part.live) return ANOTHER
  if (part.kind === 'node' && value instanceof Template) return part.template
  // A stream is rendered where nothing else has changed, too.
  return part.live ? value : withoutCall(value)
}

/** Stands for a value that each rendering makes anew: it is never the same, so it need not be kept. */
const ANOTHER: Hole = new UnsafeHtml('')

const isMadeAnew = (value: Hole): boolean => Array.isArray(value) || value instanceof Attributes

// Each member by name: objects that are spread together do not share the description of their members.
const likePrint = (
  { shape, live, own }: NodePrint,
  template: Template,
  parts: readonly Print[],
): NodePrint => ({ kind: 'node', template, shape, parts, live, own, isShared: false })

const partOf = (known: Print | undefined, part: Print): Print =>
  known !== undefined && isAlike(known, part) ? known : part

const isTwin = (sample: NodePrint, made: NodePrint): boolean =>
  made.parts.every((part, i) => isAlike(sample.parts[i], part)) &&
  made.template.values.every((value, i) => dependsAlike(sample.template.values[i], value))

/** What depends on objects of its own view is made again when these are others, and not when another view's are. */
const dependsAlike = (one: Hole, other: Hole): boolean =>
  !isMemo(other) || (isMemo(one) && isSame(one.dependencies, other.dependencies))

/** Whether two prints are one and the same, or equal texts, or lists of the same constant templates. */
function isAlike(one: Print | undefined, other: Print): boolean {
  if (one === other) return true
  if (!isPlainList(one) || !isPlainList(other) || one.rows.length !== other.rows.length) return false
  return one.rows.every(({ print }, i) => isConstant(print, other.rows[i]!.print))
}

const isPlainList = (print: Print | undefined): print is ListPrint =>
  typeof print === 'object' && print.kind === 'list' && !print.own && !print.from

const isConstant = (one: Print, other: Print): boolean =>
  one === other || (isNode(one) && isNode(other) && one.template === other.template)

const isShown = (value: Hole): boolean => value instanceof Shown

const isMemo = (value: Hole): value is Memo => value instanceof Memo

const withoutCall = (value: Hole): Hole => (isMemo(value) ? new Memo(value.dependencies, unexpected) : value)

const unexpected = (): never => {
  throw new Error('A memo whose dependencies are the same was made anew.')
}
