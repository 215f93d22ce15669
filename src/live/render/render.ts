import { LiveError } from '../kit/error.ts'
import { ChildCall } from '../template/child-call.ts'
import { ComponentCall } from '../template/component-call.ts'
import { Each } from '../template/each.ts'
import { type Hole, Template } from '../template/html.ts'
import { Memo } from '../template/memo.ts'
import type { Place } from '../template/scanner.ts'
import { numberOf, type Shape, shapeOf } from '../template/shape.ts'
import { Stream } from '../template/stream.ts'
import { Shown } from '../template/temporary.ts'
import { leaf, UnfitValue } from './leaf.ts'
import { makeList, sharedList } from './list.ts'
import { htmlOf } from './page.ts'
import {
  isLive,
  isNode,
  isOwn,
  type ListPrint,
  type NodePrint,
  type Print,
  type Row,
  type StreamPrint,
} from './print.ts'
import { Rendered } from './rendered.ts'
import { isSame, rowOf } from './row.ts'
import { NOWHERE, type Scope } from './scope.ts'
import { streamRows } from './stream-rows.ts'
import { sharedPrint } from './twins.ts'

/**
 * Renders a template. What has the same identity as in the previous print is taken over without a look, and so
 * is recognised as unchanged by its own identity. `scope` holds the live components that the template calls.
 */
export const render = (template: Template, previous?: Print, scope: Scope = NOWHERE): NodePrint =>
  new Rendering(scope, 'page').node(template, previous)

/** Renders a template that is not kept: so no other that looks the same is looked for. */
export const renderOnce = (template: Template): NodePrint => new Rendering(NOWHERE, 'passing').node(template)

/**
 * Where a template stands: rows are shared by their items or not at all; those of a stream are forgotten when they are sent.
 * What is passing is forgotten altogether.
 */
type Where = 'page' | 'passing' | 'list' | 'stream'

/** Renders templates in one scope. */
class Rendering {
  readonly #scope: Scope
  readonly #where: Where

  constructor(scope: Scope, where: Where) {
    this.#scope = scope
    this.#where = where
  }

  node(template: Template, previous?: Print): NodePrint {
    const shape = shapeOf(template.strings)
    const before = isNode(previous) && previous.shape === shape ? previous : undefined
    if (before && before.template === template && !before.live) return before
    const parts = template.values.map((_, i) => this.#hole(template, shape, i, before))
    const live = parts.some(isLive)
    if (before && !live && isSame(parts, before.parts)) return before
    const own = live || parts.some(isOwn)
    const made: NodePrint = { kind: 'node', template, shape, parts, live, own, isShared: false }
    return this.#where === 'page' ? sharedPrint(made, before) : made
  }

  #hole(template: Template, shape: Shape, index: number, before: NodePrint | undefined): Print {
    const value = template.values[index]
    const old = before?.parts[index]
    if (before && old !== undefined && isUnchanged(before.template.values[index], value) && !isLive(old))
      return old
    const place = shape.places[index]!
    const mayNest = place.kind === 'text' && !place.plain
    try {
      return (mayNest ? this.#nested(value, old) : undefined) ?? leaf(place, value)
    } catch (error) {
      throw error instanceof UnfitValue ? located(error, template, index) : error
    }
  }

  /** The print of a value that is more than a leaf; undefined for a leaf. */
  #nested(value: unknown, old: Print | undefined): Print | undefined {
    if (value instanceof Template) return this.node(value, old)
    if (value instanceof Each) return this.#each(value, old)
    if (value instanceof Memo) return this.node(value.make(), old)
    if (value instanceof Shown) return shown(value)
    if (value instanceof Rendered) return value.print
    if (value instanceof ComponentCall) return this.#component(value, old)
    if (value instanceof ChildCall) return this.#child(value, old)
    return Array.isArray(value) ? this.#array(value, old) : undefined
  }

  #component(call: ComponentCall, old: Print | undefined): Print {
    const slot = this.#scope.component(call, this.#where === 'stream')
    const isKnown = typeof old === 'object' && old.kind === 'component' && old.slot === slot
    return isKnown ? old : { kind: 'component', slot, live: false, own: true }
  }

  #child(call: ChildCall, old: Print | undefined): Print {
    const slot = this.#scope.child(call, this.#where === 'stream')
    const isKnown = typeof old === 'object' && old.kind === 'child' && old.slot === slot
    return isKnown ? old : { kind: 'child', slot, live: false, own: true }
  }

  #each(each: Each, old: Print | undefined): Print {
    const { source, row, shared } = each
    if (source instanceof Stream) return this.#stream(each, source, old)
    const before = typeof old === 'object' && old.kind === 'list' ? old : undefined
    return sharedList(each, source, before, (item, previous) =>
      rowOf({ row, item, domId: undefined, shared }, previous, (template) =>
        this.#inRow('list').node(template, previous?.print),
      ),
    )
  }

  /** A list in a row of a stream stands there, too. */
  #inRow(where: 'list' | 'stream'): Rendering {
    return this.#where === 'stream' ? this : new Rendering(this.#scope, where)
  }

  /** A plain array in a hole: its items are told apart by their index. */
  #array(values: readonly unknown[], old: Print | undefined): ListPrint {
    const before = typeof old === 'object' && old.kind === 'list' ? old.rows : []
    const inside = this.#inRow('list')
    const rows = values.map((value, i): Row => {
      return { print: inside.#nested(value, before[i]?.print) ?? leaf(TEXT, value) }
    })
    return makeList([...rows.keys()], rows)
  }

  /** A stream's waiting changes; reading them leaves them there. */
  #stream(each: Each, source: Stream<object>, old: Print | undefined): StreamPrint {
    const changes = streamRows(each, source.waiting, (row) => {
      return rowOf(row, undefined, (template) => this.#inRow('stream').node(template))
    })
    const known = typeof old === 'object' && old.kind === 'stream' && old.source === source ? old.shape : null
    const shape = changes.shape === null ? known : changes.shape
    return { kind: 'stream', source, each, changes, shape, live: true, own: true }
  }
}

/** Finished HTML: what it was made from is not kept. */
function shown({ source, make }: Shown): string {
  if (!source.held) return ''
  const print = renderOnce(make(source.held.value))
  if (!print.own) return htmlOf(print)
  throw new UnfitValue('A temporary value shows a stream. Give the stream a hole of its own.')
}

/** The same error with the place in the source where it can be mended. */
const located = ({ message }: UnfitValue, { strings }: Template, index: number): LiveError =>
  new LiveError('template_value', `${message} See hole ${numberOf(strings, index)}.`)

const TEXT: Place = { kind: 'text', plain: false }

const isUnchanged = (before: Hole, value: Hole): boolean =>
  before === value ||
  (value instanceof Memo && before instanceof Memo && isSame(before.dependencies, value.dependencies)) ||
  (value instanceof Shown && before instanceof Shown && before.source === value.source)
