import { type Extras, encodeMessage } from '../render/message.ts'
import { htmlOf } from '../render/page.ts'
import { forgetStreams, type NodePrint } from '../render/print.ts'
import { render } from '../render/render.ts'
import type { ViewLayout as Layout } from '../view/layout.ts'
import type { LiveView } from '../view/live-view.ts'
import type { LiveHandle } from './handle.ts'

/** What a view shows: renders its assigns and remembers what the browser has. */
export class Screen {
  readonly #view: LiveView
  readonly #layout: Layout
  readonly #live: LiveHandle
  #print: NodePrint | undefined
  #title: string | undefined

  constructor(view: LiveView, layout: Layout, live: LiveHandle) {
    this.#view = view
    this.#layout = layout
    this.#live = live
  }

  get title(): string | undefined {
    return this.#view.definition.title?.(this.#live.assigns)
  }

  /** The page as HTML. What waits in streams stays there for the socket that follows. */
  html(): string {
    return htmlOf(this.#render(undefined))
  }

  /** The page in full, for a browser that has nothing of it. */
  full(extras: Extras): string {
    this.#print = undefined
    this.#title = undefined
    return this.change(extras)
  }

  /** What has changed since the last message; `{}` when nothing has. */
  change(extras: Extras): string {
    const before = this.#print
    const after = before && !this.#live.isDirty ? before : this.#render(before)
    const title = this.title
    const message = encodeMessage(before, after, title === this.#title ? extras : { ...extras, title })
    this.#keep(after, title)
    return message
  }

  #render(before: NodePrint | undefined): NodePrint {
    const content = this.#view.definition.render(this.#live.assigns, this.#view.on)
    return render(this.#layout({ flash: this.#live.currentFlash, content }), before)
  }

  #keep(print: NodePrint, title: string | undefined): void {
    forgetStreams(print)
    this.#print = print
    this.#title = title
    this.#live.markRendered()
  }
}
