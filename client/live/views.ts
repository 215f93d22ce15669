import type { Frame } from '../../src/live/wire/frame.ts'
import { all } from './all.ts'
import { type Line, unanswered } from './channel.ts'
import { around, CONTAINER } from './container.ts'
import type { Push } from './pushes.ts'
import type { ErrorState } from './status.ts'
import { createView, type View } from './view.ts'
import type { Arrival, Standing, ViewReach } from './view-reach.ts'

/** The views that stand on the page: its own, those nested in others, and those that outlive live navigation. */
export interface Views {
  /** The view of the page. */
  readonly main: View
  /** The view that an element belongs to: what stands in none is the page's. */
  of(el: Element): View | undefined
  /** Pushes an event to the view that it is for. */
  push(push: Push): Promise<unknown>
  receive(frame: Frame): void
  /** Joins what stands in a view, or on the socket alone, once that is there, and loses it with that. */
  carry(state: 'connected' | ErrorState, view?: Standing): void
  /** Ends all views. */
  end(): void
  /** Puts another view in the place of the page's. Those nested in it end with it. */
  visit(arrival: Arrival): void
  /** Elements have come or gone: ends the views whose containers are not shown any more, and joins new ones. */
  changed(): void
}

/** Begins the views of a page; `container` is that of its own. */
export function createViews(container: HTMLElement, arrival: Arrival, line: Line, reach: ViewReach): Views {
  /** By the id of the container. */
  const views = new Map<string, View>()

  function open(container: HTMLElement, arrival: Arrival): View {
    const view = createView(container, arrival, line, reach)
    views.set(container.id, view)
    reach.stands(view, 'connecting')
    return view
  }

  /** The views in another one, or those that stand in none. */
  const within = (view?: Standing) =>
    [...views.values()].filter(({ parent }) => parent === view?.container.id)

  function carry(state: 'connected' | ErrorState, view?: Standing): void {
    for (const child of within(view)) {
      if (state === 'connected') child.channel.join()
      else {
        child.channel.lost(state)
        carry(state, child)
      }
    }
  }

  function end(view?: View): void {
    view?.end()
    for (const child of within(view)) end(child)
  }

  const of = (el: Element) => {
    const container = around(el, CONTAINER)
    return container ? views.get(container.id) : main
  }

  function changed(): void {
    const shown = new Map(all(CONTAINER).map((el) => [el.id, el]))
    for (const [id, view] of views) {
      if (shown.get(id) === view.container) continue
      view.end()
      views.delete(id)
    }
    // What is new was shown by a view that has joined; at the very beginning nothing can be joined yet.
    for (const [id, el] of shown) if (!views.has(id)) open(el, {}).channel.join()
    for (const view of views.values()) view.changed()
  }

  let main = open(container, arrival)
  changed()
  return {
    get main() {
      return main
    },
    of,
    async push(push) {
      const view = of(push.at)
      if (!view) throw unanswered(push.payload.event)
      return view.push(push)
    },
    receive: (frame) => views.get(frame[2].slice('lv:'.length))?.channel.receive(frame),
    carry,
    end,
    visit(arrival) {
      end(main)
      main = open(main.container, arrival)
      main.channel.join()
    },
    changed,
  }
}
