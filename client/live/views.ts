import type { Frame } from '../../src/live/wire/frame.ts'
import type { Line } from './channel.ts'
import { CONTAINER } from './components.ts'
import type { Push } from './pushes.ts'
import { type Arrival, View, type ViewReach } from './view.ts'

/** The views that stand on the page: its own, those nested in others, and those that outlive live navigation. */
export class Views {
  readonly #line: Line
  readonly #reach: ViewReach
  readonly #byContainer = new Map<Element, View>()
  #main: View

  /** `main` is the container of the page's own view. */
  constructor(main: HTMLElement, arrival: Arrival, line: Line, reach: ViewReach) {
    this.#line = line
    this.#reach = {
      ...reach,
      stands: (view, state) => {
        reach.stands(view, state)
        for (const { channel } of this.#within(view)) {
          if (state === 'connected') channel.join()
          else if (state !== 'connecting') channel.lost(state)
        }
      },
      replaced: (view, old) => {
        this.#byContainer.delete(old)
        this.#byContainer.set(view.container, view)
      },
    }
    this.#main = this.#open(main, arrival)
    this.changed()
  }

  /** The view of the page. */
  get main(): View {
    return this.#main
  }

  /** The view that an element belongs to: what stands in none is the page's. */
  of(el: Element): View | undefined {
    const container = el.closest(CONTAINER)
    return container ? this.#byContainer.get(container) : this.#main
  }

  /** Pushes an event to the view that it is for. */
  async push(push: Push): Promise<unknown> {
    const view = this.of(push.at)
    if (!view) throw new Error(`The view has left the page: "${push.payload.event}" is not sent.`)
    return view.push(push)
  }

  /** The socket is open: those join that do not wait for a view around them. */
  joinRoots(): void {
    for (const { channel } of this.#within()) channel.join()
  }

  receive(frame: Frame): void {
    for (const { channel } of this.#all) channel.receive(frame)
  }

  /** The socket is gone. */
  lost(): void {
    for (const { channel } of this.#within()) channel.lost()
  }

  /** The page goes away. */
  leave(): void {
    for (const { channel } of this.#all) channel.leave()
  }

  /** Puts another view in the place of the page's. Those nested in it end with it. */
  visit(arrival: Arrival): void {
    const { container } = this.#main
    this.#end(this.#main)
    this.#main = this.#open(container, arrival)
    this.#main.channel.join()
  }

  /** Elements have come or gone: ends the views whose containers are not shown any more, and joins new ones. */
  changed(): void {
    const shown = new Set(document.querySelectorAll<HTMLElement>(CONTAINER))
    for (const [container, view] of this.#byContainer) {
      if (shown.has(container as HTMLElement)) continue
      view.end()
      this.#byContainer.delete(container)
    }
    // What is new was shown by a view that has joined; at the very beginning nothing can be joined yet.
    for (const el of shown) if (!this.#byContainer.has(el)) this.#open(el, {}).channel.join()
    for (const view of this.#all) view.changed()
  }

  #open(container: HTMLElement, arrival: Arrival): View {
    const view = new View(container, arrival, this.#line, this.#reach)
    this.#byContainer.set(container, view)
    this.#reach.stands(view, 'connecting')
    return view
  }

  #end(view: View): void {
    view.end()
    for (const child of this.#within(view)) this.#end(child)
  }

  get #all(): readonly View[] {
    return [...this.#byContainer.values()]
  }

  /** The views in another one, or those that stand in none. */
  #within(view?: View): readonly View[] {
    return this.#all.filter(({ parent }) => parent === view?.container.id)
  }
}
