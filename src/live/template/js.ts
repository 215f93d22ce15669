import type { Command, Target, Transition } from '../wire/commands.ts'
import type { EventRef } from './event.ts'
import type { Fragment, fragment } from './fragment.ts'
import type { Path } from './path.ts'

/** Options of commands that take time: a transition's classes, and how long it runs in milliseconds (200). */
export interface Timing {
  readonly transition?: string | Transition
  readonly time?: number
  /** false lets patches of the page go on meanwhile. */
  readonly blocking?: boolean
}

/** A chain of things to do in the browser at once, without asking the server; every method returns a longer one. */
export class Js implements Fragment {
  declare readonly [fragment]: true
  readonly commands: readonly Command[]

  constructor(commands: readonly Command[]) {
    this.commands = commands
  }

  /** Sends an event of the view; `loading` names elements that wait with it. */
  push<P>(event: EventRef<P>, options: { value?: Partial<P>; loading?: string } = {}): Js {
    return this.#and(['push', { ...event.push, ...options }])
  }

  /** Dispatches a DOM event. */
  dispatch(event: string, to?: Target, detail?: unknown): Js {
    return this.#and(['dispatch', { event, ...at(to), ...(detail !== undefined && { detail }) }])
  }

  /** Runs the commands that stand in an attribute. */
  exec(attr: string, to?: Target): Js {
    return this.#and(['exec', { attr, ...at(to) }])
  }

  show(to?: Target, timing?: Timing): Js {
    return this.#and(['show', { ...at(to), ...timed(timing) }])
  }

  hide(to?: Target, timing?: Timing): Js {
    return this.#and(['hide', { ...at(to), ...timed(timing) }])
  }

  toggle(to?: Target): Js {
    return this.#and(['toggle', at(to)])
  }

  /** Adds classes, given as one string with spaces between. */
  addClass(names: string, to?: Target, timing?: Timing): Js {
    return this.#and(['add_class', { names: words(names), ...at(to), ...timed(timing) }])
  }

  removeClass(names: string, to?: Target, timing?: Timing): Js {
    return this.#and(['remove_class', { names: words(names), ...at(to), ...timed(timing) }])
  }

  toggleClass(names: string, to?: Target, timing?: Timing): Js {
    return this.#and(['toggle_class', { names: words(names), ...at(to), ...timed(timing) }])
  }

  setAttribute(name: string, value: string, to?: Target): Js {
    return this.#and(['set_attr', { attr: [name, value], ...at(to) }])
  }

  removeAttribute(attr: string, to?: Target): Js {
    return this.#and(['remove_attr', { attr, ...at(to) }])
  }

  focus(to?: Target): Js {
    return this.#and(['focus', at(to)])
  }

  focusFirst(to?: Target): Js {
    return this.#and(['focus_first', at(to)])
  }

  /** Goes to a page of this app over the same socket. */
  navigate(to: Path, options: { replace?: boolean } = {}): Js {
    return this.#and(['navigate', { href: to.href, replace: options.replace ?? false }])
  }

  /** Goes to another URL of the view that is shown. */
  patch(to: Path, options: { replace?: boolean } = {}): Js {
    return this.#and(['patch', { href: to.href, replace: options.replace ?? false }])
  }

  #and(command: Command): Js {
    return new Js([...this.commands, command])
  }
}

/** The empty chain that every other begins with: `js.push(on.save).hide('#dialog')`. */
export const js = new Js([])

const words = (names: string): readonly string[] => names.split(/\s+/).filter(Boolean)

const at = (to: Target | undefined): { to?: Target } => (to === undefined ? {} : { to })

function timed({ transition, ...rest }: Timing = {}): {
  transition?: Transition
  time?: number
  blocking?: boolean
} {
  if (transition === undefined) return rest
  return { ...rest, transition: typeof transition === 'string' ? [words(transition), [], []] : transition }
}
