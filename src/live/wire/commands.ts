/** Where a command acts: the element itself (absent), a selector in the document, or one relative to it. */
export type Target = string | { readonly closest: string } | { readonly inner: string }

/** CSS classes of a transition: while it runs, at its start, at its end. */
export type Transition = readonly [during: readonly string[], from: readonly string[], to: readonly string[]]

interface Aimed {
  readonly to?: Target
}

interface Timed extends Aimed {
  /** Milliseconds; 200 when absent. */
  readonly time?: number
  /** false: DOM patches do not wait for the end. */
  readonly blocking?: boolean
}

interface Appearing extends Timed {
  readonly transition?: Transition
}

interface Classes extends Appearing {
  readonly names: readonly string[]
}

/** The commands that a binding can carry instead of an event's name, each with its arguments. */
export interface CommandArguments {
  push: {
    readonly event: string
    readonly value?: unknown
    /** A selector, or the number of a live component. */
    readonly target?: string | number
    readonly loading?: string
    /** Whether the page tells that it loads until the answer is there. */
    readonly page_loading?: boolean
  }
  dispatch: Aimed & {
    readonly event: string
    readonly detail?: unknown
    readonly bubbles?: boolean
    /** true: DOM patches wait until `detail.done()` is called. */
    readonly blocking?: boolean
  }
  exec: Aimed & { readonly attr: string }
  show: Appearing & { readonly display?: string }
  hide: Appearing
  toggle: Timed & { readonly display?: string; readonly ins?: Transition; readonly outs?: Transition }
  add_class: Classes
  remove_class: Classes
  toggle_class: Classes
  transition: Appearing
  set_attr: Aimed & { readonly attr: readonly [name: string, value: string] }
  remove_attr: Aimed & { readonly attr: string }
  toggle_attr: Aimed & { readonly attr: readonly [name: string, value: string, other?: string] }
  /** Names may hold `*` for any text. */
  ignore_attrs: Aimed & { readonly attrs: readonly string[] }
  focus: Aimed
  focus_first: Aimed
  push_focus: Aimed
  pop_focus: Aimed
  navigate: { readonly href: string; readonly replace: boolean }
  patch: { readonly href: string; readonly replace: boolean }
}

export type CommandName = keyof CommandArguments

/** One command as it travels in a binding's attribute: `[op, args]`. */
export type Command = { [Name in CommandName]: readonly [Name, CommandArguments[Name]] }[CommandName]
