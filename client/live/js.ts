import type {
  Duration,
  Going,
  Names,
  Showing,
  Timing,
  Toggling,
  TransitionClasses,
} from '../../src/live/wire/command-options.ts'
import type { Binding, Run } from './commands.ts'
import type { PushTarget } from './components.ts'

/** What goes with a pushed event. */
export interface Pushing {
  readonly value?: object
  /** Who handles it, when that is not the view, or the component, that the element is in. */
  readonly target?: PushTarget
  /** Selects elements that wait with it. */
  readonly loading?: string
  /** Whether `phx:page-loading-start` is announced, and the end of it with the answer. */
  readonly page_loading?: boolean
}

/** The commands of bindings for scripts. Each runs at once, and patches keep what it has done. */
export interface JsCommands {
  /** Runs what stands in a binding, or commands that the server made with `js` and has pushed. */
  exec(el: HTMLElement, binding: Binding): void
  push(el: HTMLElement, event: string, options?: Pushing): void
  show(el: HTMLElement, options?: Showing): void
  hide(el: HTMLElement, options?: Timing): void
  toggle(el: HTMLElement, options?: Toggling): void
  addClass(el: HTMLElement, names: Names, options?: Timing): void
  removeClass(el: HTMLElement, names: Names, options?: Timing): void
  toggleClass(el: HTMLElement, names: Names, options?: Timing): void
  transition(el: HTMLElement, classes: TransitionClasses, options?: Duration): void
  setAttribute(el: HTMLElement, name: string, value: string): void
  removeAttribute(el: HTMLElement, name: string): void
  /** Sets an attribute and removes it in turn, or changes between two values. */
  toggleAttribute(el: HTMLElement, name: string, value: string, other?: string): void
  /** Leaves attributes to the browser from now on; `*` in a name stands for any text. */
  ignoreAttributes(el: HTMLElement, names: Names): void
  navigate(href: string, options?: Going): void
  patch(href: string, options?: Going): void
}

/** Binds the commands; `home` is the element of those that name none. */
export const jsCommands = (run: Run, home: HTMLElement): JsCommands =>
  new Proxy({} as JsCommands, {
    get:
      (_, name: string) =>
      (...args: unknown[]) => {
        const el = args[0] instanceof Element ? (args.shift() as HTMLElement) : home
        const binding = name === 'exec' ? args[0] : [[opOf(name), argumentsOf(name, args)]]
        run(el, binding as Binding)
      },
  })

/** `addClass` is `add_class` as it travels, and `setAttribute` is `set_attr`. */
const opOf = (name: string) =>
  name.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`).replace('ibute', '')

/** What a command is given first it finds under its own name; what it does not know it leaves alone. */
function argumentsOf(name: string, args: unknown[]): object {
  const options = args.find((arg) => arg?.constructor === Object) as object
  const values = args.filter((arg) => arg !== options)
  const first = values[1] === undefined ? values[0] : values
  const named =
    name === 'transition' ? { [name]: first } : { event: first, names: first, attr: first, href: first }
  return { ...named, ...options }
}
