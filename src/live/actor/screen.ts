import { isTold, span } from '../kit/telemetry.ts'
import { forgetStreams } from '../render/forget.ts'
import { type Extras, encodeMessages } from '../render/message.ts'
import type { NodePrint } from '../render/print.ts'
import { render } from '../render/render.ts'
import { StreamPlaces } from '../render/stream-places.ts'
import type { ChildCall } from '../template/child-call.ts'
import type { Template } from '../template/html.ts'
import { letGo } from '../template/temporary.ts'
import type { Layout } from '../view/layout.ts'
import type { MaybePromise } from '../view/live.ts'
import type { Flash } from '../view/outcome.ts'
import { all, andThen } from './deadline.ts'
import type { LiveHandle } from './handle.ts'
import type { Origin } from './origin.ts'
import type { Residents } from './residents.ts'

/** What a view shows: renders its assigns and remembers what the browser has. */
export class Screen {
  readonly #origin: Origin
  readonly #layout: Layout
  readonly #live: LiveHandle
  readonly #residents: Residents
  /** What a request was answered with, until a browser joins. */
  #dead: NodePrint | undefined
  #print: NodePrint | undefined
  #title: string | undefined
  #places: StreamPlaces | undefined

  constructor(origin: Origin, layout: Layout, live: LiveHandle, residents: Residents) {
    this.#origin = origin
    this.#layout = layout
    this.#live = live
    this.#residents = residents
  }

  /** The title of the page; a nested view has none to say. */
  get title(): string | undefined {
    const { around, view } = this.#origin
    return around.length > 0 ? undefined : view.definition.title?.(this.#live.assigns)
  }

  /** Whether there is something that the browser should see. */
  get isDirty(): boolean {
    return this.#isStale || this.#live.effects.pendingEvents > 0
  }

  /**
   * What a page shows that answers a request, with the pages of its nested views as `child` gives them. What waits in
   * streams stays there for the socket that follows.
   */
  async dead(child: (call: ChildCall) => Promise<string>): Promise<NodePrint> {
    const print = await this.#render(undefined)
    await this.#residents.children?.fill(child)
    this.#dead = print
    return print
  }

  /** The page in full, for a browser that has nothing of it. What its request was answered with is not rendered again. */
  full(extras: () => Extras): MaybePromise<string> {
    const dead = this.#takeDead()
    this.#print = undefined
    this.#title = undefined
    // What a request was answered with has shown some already.
    this.#residents.restart()
    return andThen(this.#change(extras, dead), ([page]) => {
      this.#residents.endUntold()
      // No row is forgotten yet, so there is one message.
      return page!
    })
  }

  /**
   * What has changed since the last time, as messages in order, one for each layer of components that has changed;
   * `{}` when nothing has. `extras` are asked for when that is known, and go with the last.
   */
  change(extras: () => Extras): MaybePromise<readonly string[]> {
    return this.#change(extras, this.#print)
  }

  #change(extras: () => Extras, known: NodePrint | undefined): MaybePromise<readonly string[]> {
    const before = this.#print
    return andThen(this.#render(known), (after) => {
      const layers = this.#residents.changes(before, after)
      const title = this.title
      const messages = encodeMessages(
        before,
        after,
        title === this.#title ? extras() : { ...extras(), title },
        layers,
      )
      this.#keep(after, title)
      return messages
    })
  }

  /**
   * What has changed, if that is what waits in one stream, and another view has told of the same. Undefined where more
   * has to be looked at: then `change` tells.
   */
  streamed(): string | undefined {
    const print = this.#print
    const { effects, hasAssigned, hooks } = this.#live
    if (!print || hasAssigned || hooks || !effects.isFlashShown || effects.pendingEvents > 0) return undefined
    if (this.#residents.components) return undefined
    if (this.#places?.root !== print) this.#places = new StreamPlaces(print)
    const message = this.#places.take()
    if (message !== undefined) this.#live.markRendered()
    return message
  }

  /** Components and nested views are called anew for a browser, and hooks hear of what it is shown. */
  #takeDead(): NodePrint | undefined {
    const dead = this.#dead
    this.#dead = undefined
    return this.#residents.isNobody && !this.#live.hooks ? dead : undefined
  }

  /** Whether there is something to render. */
  get #isStale(): boolean {
    return this.#isRootDirty || (this.#residents.components?.isDue ?? false)
  }

  get #isRootDirty(): boolean {
    return this.#live.isDirty || this.#hasChanged
  }

  /** Whether what the view is rendered from has changed; what waits in its streams does not count. */
  get #hasChanged(): boolean {
    return this.#live.hasAssigned || !this.#live.effects.isFlashShown
  }

  #render(before: NodePrint | undefined): MaybePromise<NodePrint> {
    if (before && !this.#isStale) return before
    if (!isTold('oriel:render')) return this.#renderDue(before)
    const facts = () => this.#live.identity
    return span('oriel:render', facts, () => this.#renderDue(before))
  }

  #renderDue(before: NodePrint | undefined): MaybePromise<NodePrint> {
    this.#residents.begin()
    const isRendered = !before || this.#isRootDirty
    const after = isRendered ? this.#renderRoot(before) : before
    return andThen(this.#residents.settle(), () => andThen(this.#afterRender(isRendered), () => after))
  }

  // Once all is rendered: a component whose hook assigns has its turn with the next render, and not in this one.
  #afterRender(isRootRendered: boolean): MaybePromise<void> {
    const components = this.#residents.takeHooked()
    const hooked = isRootRendered && this.#live.hooks ? [...components, this.#live] : components
    return hooked.length === 0 ? undefined : all(hooked.map(({ hooks }) => hooks?.run('render', undefined)))
  }

  #renderRoot(before: NodePrint | undefined): NodePrint {
    const { effects } = this.#live
    // Where only streams have changed, everything else is as it was.
    const template = before && !this.#hasChanged ? before.template : this.#template()
    const print = render(template, before, this.#residents.scope(this))
    this.#live.markRendered()
    effects.markFlashShown()
    return print
  }

  #template(): Template {
    const { effects, assigns } = this.#live
    const { view, csrf } = this.#origin
    const content = view.definition.render(assigns, view.on)
    return this.#layout(new Within(effects.flash, content, csrf))
  }

  #keep(print: NodePrint, title: string | undefined): void {
    forgetStreams(print)
    this.#residents.keep()
    if (print !== this.#print) letGo(this.#live.assigns)
    this.#print = print
    this.#title = title
  }
}

/**
 * What a layout is given; the token is made when it is asked for. The accessor is one for all: a literal would make one
 * for each turn, and objects whose accessors differ do not share the description of their members.
 */
class Within {
  static readonly #token: PropertyDescriptor = {
    enumerable: true,
    get(this: Within) {
      return this.#csrf()
    },
  }

  readonly flash: Flash
  readonly content: Template
  declare readonly csrf: string
  readonly #csrf: () => string

  constructor(flash: Flash, content: Template, csrf: () => string) {
    this.flash = flash
    this.content = content
    this.#csrf = csrf
    Object.defineProperty(this, 'csrf', Within.#token)
  }
}
