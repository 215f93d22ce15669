import { span } from '../kit/telemetry.ts'
import { type Extras, encodeMessage } from '../render/message.ts'
import { htmlOf } from '../render/page.ts'
import { forgetStreams, type NodePrint } from '../render/print.ts'
import { render } from '../render/render.ts'
import type { ChildCall } from '../template/child-call.ts'
import type { ViewLayout as Layout } from '../view/layout.ts'
import type { MaybePromise } from '../view/live.ts'
import type { LiveView } from '../view/live-view.ts'
import type { Components } from './components.ts'
import { all, andThen } from './deadline.ts'
import type { LiveHandle } from './handle.ts'

/** What a view shows: renders its assigns and remembers what the browser has. */
export class Screen {
  readonly #view: LiveView
  readonly #layout: Layout
  readonly #live: LiveHandle
  readonly #components: Components
  #print: NodePrint | undefined
  #title: string | undefined

  constructor(view: LiveView, layout: Layout, live: LiveHandle, components: Components) {
    this.#view = view
    this.#layout = layout
    this.#live = live
    this.#components = components
  }

  get title(): string | undefined {
    return this.#view.definition.title?.(this.#live.assigns)
  }

  /** Whether there is something that the browser should see. */
  get isDirty(): boolean {
    return this.#isRootDirty || this.#live.effects.pendingEvents > 0 || this.#components.isDue
  }

  /**
   * The page as HTML, with the pages of its nested views as `child` gives them. What waits in streams stays there for
   * the socket that follows.
   */
  async html(child: (call: ChildCall) => Promise<string>): Promise<string> {
    const print = await this.#render(undefined)
    await this.#components.children.fill(child)
    return htmlOf(print)
  }

  /** The page in full, for a browser that has nothing of it. */
  full(extras: () => Extras): MaybePromise<string> {
    this.#print = undefined
    this.#title = undefined
    return this.change(extras)
  }

  /** What has changed since the last message; `{}` when nothing has. `extras` are asked for when that is known. */
  change(extras: () => Extras): MaybePromise<string> {
    const before = this.#print
    return andThen(this.#render(before), (after) => {
      const isWhole = before?.shape !== after.shape
      const title = this.title
      const more = title === this.#title ? extras() : { ...extras(), title }
      const message = encodeMessage(before, after, more, this.#components.changes(after, isWhole))
      this.#keep(after, title)
      return message
    })
  }

  get #isRootDirty(): boolean {
    return this.#live.isDirty || !this.#live.effects.isFlashShown
  }

  #render(before: NodePrint | undefined): MaybePromise<NodePrint> {
    if (before && !this.#isRootDirty && !this.#components.isDue) return before
    const facts = () => this.#live.identity
    return span('oriel:render', facts, () => this.#renderDue(before))
  }

  #renderDue(before: NodePrint | undefined): MaybePromise<NodePrint> {
    this.#components.begin()
    const isStale = !before || this.#isRootDirty
    const after = isStale ? this.#renderRoot(before) : before
    return andThen(this.#components.settle(), () => andThen(this.#afterRender(isStale), () => after))
  }

  // Once all is rendered: a component whose hook assigns has its turn with the next render, and not in this one.
  #afterRender(isRootRendered: boolean): MaybePromise<void> {
    const components = this.#components.takeHooked()
    const hooked = isRootRendered && this.#live.hooks ? [...components, this.#live] : components
    return hooked.length === 0 ? undefined : all(hooked.map(({ hooks }) => hooks?.run('render', undefined)))
  }

  #renderRoot(before: NodePrint | undefined): NodePrint {
    const { effects, assigns } = this.#live
    const content = this.#view.definition.render(assigns, this.#view.on)
    const template = this.#layout({ flash: effects.flash, content })
    const print = render(template, before, this.#components.scope(this))
    this.#live.markRendered()
    effects.markFlashShown()
    return print
  }

  #keep(print: NodePrint, title: string | undefined): void {
    forgetStreams(print)
    this.#components.keep()
    this.#print = print
    this.#title = title
  }
}
