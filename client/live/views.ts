import type { Frame } from '../../src/live/wire/frame.ts'
import { type Line, unanswered } from './channel.ts'
import { around, CONTAINER } from './container.ts'
import type { Push } from './pushes.ts'
import type { LiveState } from './status.ts'
import { View } from './view.ts'
import type { Arrival, Standing, ViewReach } from './view-reach.ts'

/** The views that stand on the page: its own, those nested in others, and those that outlive live navigation. */
export class Views {
  readonly #line: Line
  readonly #reach: ViewReach
  /** By the id of the container. */
  readonly #views = new Map<string, View>()
  #main: View

  /** `main` is the container of the page's own view. */
  constructor(main: HTMLElement, arrival: Arrival, line: Line, reach: Omit<ViewReach, 'away'>) {
    this.#line = line
    this.#reach = {
      ...reach,
      stands: (view, state) => {
        reach.stands(view, state)
        this.carry(state, view)
      },
      away: (view) => this.carry('client-error', view),
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
    const container = around(el, CONTAINER)
    return container ? this.#views.get(container.id) : this.#main
  }

  /** Pushes an event to the view that it is for. */
  async push(push: Push): Promise<unknown> {
    const view = this.of(push.at)
    if (!view) throw unanswered(push.payload.event)
    return view.push(push)
  }

  receive(frame: Frame): void {
    this.#views.get(frame[2].slice('lv:'.length))?.channel.receive(frame)
  }

  /** Joins what stands in a view, or on the socket alone, once that is there, and loses it with that. */
  carry(state: LiveState, view?: Standing): void {
    for (const { channel } of this.#within(view)) {
      if (state === 'connected') channel.join()
      else if (state !== 'connecting') channel.lost(state)
    }
  }

  /** Ends a view and what stands in it, or all views. */
  end(view?: View): void {
    view?.end()
    for (const child of this.#within(view)) this.end(child)
  }

  /** Puts another view in the place of the page's. Those nested in it end with it. */
  visit(arrival: Arrival): void {
    const { container } = this.#main
    this.end(this.#main)
    this.#main = this.#open(container, arrival)
    this.#main.channel.join()
  }

  /** Elements have come or gone: ends the views whose containers are not shown any more, and joins new ones. */
  changed(): void {
    const containers = document.querySelectorAll<HTMLElement>(CONTAINER)
    const shown = new Map([...containers].map((el) => [el.id, el]))
    for (const [id, view] of this.#views) {
      if (shown.get(id) === view.container) continue
      view.end()
      this.#views.delete(id)
    }
    // What is new was shown by a view that has joined; at the very beginning nothing can be joined yet.
    for (const [id, el] of shown) if (!this.#views.has(id)) this.#open(el, {}).channel.join()
    for (const view of this.#views.values()) view.changed()
  }

  #open(container: HTMLElement, arrival: Arrival): View {
    const view = new View(container, arrival, this.#line, this.#reach)
    this.#views.set(container.id, view)
    this.#reach.stands(view, 'connecting')
    return view
  }

  /** The views in another one, or those that stand in none. */
  #within(view?: Standing): readonly View[] {
    return [...this.#views.values()].filter(({ parent }) => parent === view?.container.id)
  }
}
