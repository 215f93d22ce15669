import { type Hole, Template } from '../template/html.ts'
import { Memo } from '../template/memo.ts'
import type { Shape } from '../template/shape.ts'
import type { NodePrint, Print } from './print.ts'
import { isSame } from './row.ts'

/** What was made last of each template, for as long as a view shows it. */
const samples = new WeakMap<Shape, WeakRef<NodePrint>>()

/**
 * The print to keep of a template that was just rendered: that of another view where both show the same, so that views
 * which look alike hold one object. `before` is what stood there in this view.
 */
export function sharedPrint(made: NodePrint, before: NodePrint | undefined): NodePrint {
  // What has become a view's own is not looked for any more.
  if (before && !before.isShared) return made
  const sample = samples.get(made.shape)?.deref()
  // Texts are taken from any other view: there is no need for a newer one.
  if (sample && made.own) return frugal(made, sample)
  if (!sample || !isSame(sample.parts, made.parts)) return keep(frugal(made, sample))
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
  const { strings, values } = made.template
  const parts = sample ? made.parts.map((part, i) => textOf(sample.parts[i], part)) : made.parts
  return likePrint(
    made,
    new Template(
      strings,
      values.map((value, i) => keptFor(parts[i]!, value)),
    ),
    parts,
  )
}

/** What to compare the next value of a hole with: the template of its print does as well as the equal one that was given. */
function keptFor(part: Print, value: Hole): Hole {
  if (typeof part === 'string') return value
  if (part.kind === 'node' && value instanceof Template) return part.template
  // A stream is rendered where nothing else has changed, too.
  return part.live ? value : withoutCall(value)
}

// Each member by name: objects that are spread together do not share the description of their members.
const likePrint = (
  { shape, live, own }: NodePrint,
  template: Template,
  parts: readonly Print[],
): NodePrint => ({ kind: 'node', template, shape, parts, live, own, isShared: false })

const textOf = (known: Print | undefined, part: Print): Print =>
  typeof part === 'string' && known === part ? known : part

const isMemo = (value: Hole): value is Memo => value instanceof Memo

const withoutCall = (value: Hole): Hole => (isMemo(value) ? new Memo(value.dependencies, unexpected) : value)

const unexpected = (): never => {
  throw new Error('A memo whose dependencies are the same was made anew.')
}
