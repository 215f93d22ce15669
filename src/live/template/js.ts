import {
  type Duration,
  type Going,
  type Showing,
  type Timing,
  type Toggling,
  type TransitionClasses,
  transitionOf,
  words,
} from '../wire/command-options.ts'
import type { Command, Target } from '../wire/commands.ts'
import type { EventRef } from './event.ts'
import type { Fragment, fragment } from './fragment.ts'
import type { Path } from './path.ts'

/** What goes with an event that a chain pushes. */
interface Sending<P> {
  readonly value?: Partial<P>
  /** Selects elements that wait with it. */
  readonly loading?: string
  /** Whether `phx:page-loading-start` is announced, and the end of it with the answer. */
  readonly pageLoading?: boolean
}

/** How a DOM event is dispatched. */
interface Dispatching {
  /** true when absent. */
  readonly bubbles?: boolean
  /** true holds patches of the page back until a listener calls `event.detail.done()`. */
  readonly blocking?: boolean
}

/** A chain of things to do in the browser at once, without asking the server; every method returns a longer one. */
export class Js implements Fragment {
  declare readonly [fragment]: true
  readonly commands: readonly Command[]

  constructor(commands: readonly Command[]) {
    this.commands = commands
  }

  /** Sends an event of the view. */
  push<P>(event: EventRef<P>, { pageLoading, ...options }: Sending<P> = {}): Js {
    return this.#and(['push', { ...event.push, ...options, ...(pageLoading && { page_loading: true }) }])
  }

  /** Dispatches a DOM event. */
  dispatch(event: string, to?: Target, detail?: unknown, options?: Dispatching): Js {
    return this.#and(['dispatch', { event, ...at(to), ...(detail !== undefined && { detail }), ...options }])
  }

  /** Runs the commands that stand in an attribute. */
  exec(attr: string, to?: Target): Js {
    return this.#and(['exec', { attr, ...at(to) }])
  }

  show(to?: Target, options?: Showing): Js {
    return this.#and(['show', { ...at(to), ...timed(options) }])
  }

  hide(to?: Target, options?: Timing): Js {
    return this.#and(['hide', { ...at(to), ...timed(options) }])
  }

  /** Hides what is displayed, and shows what is not. */
  toggle(to?: Target, { in: ins, out: outs, ...options }: Toggling = {}): Js {
    const transitions = {
      ...(ins && { ins: transitionOf(ins) }),
      ...(outs && { outs: transitionOf(outs) }),
    }
    return this.#and(['toggle', { ...at(to), ...transitions, ...options }])
  }

  /** Adds classes, given as one string with spaces between. */
  addClass(names: string, to?: Target, options?: Timing): Js {
    return this.#and(['add_class', { names: words(names), ...at(to), ...timed(options) }])
  }

  removeClass(names: string, to?: Target, options?: Timing): Js {
    return this.#and(['remove_class', { names: words(names), ...at(to), ...timed(options) }])
  }

  toggleClass(names: string, to?: Target, options?: Timing): Js {
    return this.#and(['toggle_class', { names: words(names), ...at(to), ...timed(options) }])
  }

  /** Plays classes once, and takes them away. */
  transition(classes: TransitionClasses, to?: Target, options?: Duration): Js {
    return this.#and(['transition', { transition: transitionOf(classes), ...at(to), ...options }])
  }

  setAttribute(name: string, value: string, to?: Target): Js {
    return this.#and(['set_attr', { attr: [name, value], ...at(to) }])
  }

  removeAttribute(name: string, to?: Target): Js {
    return this.#and(['remove_attr', { attr: name, ...at(to) }])
  }

  /** Sets an attribute and removes it in turn, or changes between two values. */
  toggleAttribute(name: string, value: string | readonly [value: string, other: string], to?: Target): Js {
    const attr = typeof value === 'string' ? ([name, value] as const) : ([name, ...value] as const)
    return this.#and(['toggle_attr', { attr, ...at(to) }])
  }

  /** Leaves attributes to the browser from now on; `*` in a name stands for any text: `'open data-*'`. */
  ignoreAttributes(names: string, to?: Target): Js {
    return this.#and(['ignore_attrs', { attrs: words(names), ...at(to) }])
  }

  focus(to?: Target): Js {
    return this.#and(['focus', at(to)])
  }

  /** Focuses the first element inside that can take the focus. */
  focusFirst(to?: Target): Js {
    return this.#and(['focus_first', at(to)])
  }

  /** Remembers an element for `popFocus`. */
  pushFocus(to?: Target): Js {
    return this.#and(['push_focus', at(to)])
  }

  /** Focuses the element that was remembered last, if it is still there. */
  popFocus(): Js {
    return this.#and(['pop_focus', {}])
  }

  /** Goes to a page of this app over the same socket. */
  navigate({ href }: Path, { replace = false }: Going = {}): Js {
    return this.#and(['navigate', { href, replace }])
  }

  /** Goes to another URL of the view that is shown. */
  patch({ href }: Path, { replace = false }: Going = {}): Js {
    return this.#and(['patch', { href, replace }])
  }

  /** Goes on with another chain. */
  concat({ commands }: Js): Js {
    return this.#and(...commands)
  }

  /** The commands as they travel, so that `live.push` can send a chain to scripts, which run it with `execJS`. */
  toJSON(): readonly Command[] {
    return this.commands
  }

  #and(...commands: readonly Command[]): Js {
    return new Js([...this.commands, ...commands])
  }
}

/** The empty chain that every other begins with: `js.push(on.save).hide('#dialog')`. */
export const js = new Js([])

const at = (to: Target | undefined): { to?: Target } => (to === undefined ? {} : { to })

const timed = <Options extends Timing>({ transition, ...rest }: Options = {} as Options) => ({
  ...rest,
  ...(transition && { transition: transitionOf(transition) }),
})
