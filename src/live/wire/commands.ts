/** Where a command acts: the element itself (absent), a selector in the document, or one relative to it. */
export type Target = string | { readonly closest: string } | { readonly inner: string }

/** CSS classes of a transition: while it runs, at its start, at its end. */
export type Transition = readonly [during: readonly string[], from: readonly string[], to: readonly string[]]

interface Timed {
  readonly to?: Target
  /** Milliseconds; 200 when absent. */
  readonly time?: number
  /** false: DOM patches do not wait for the end. */
  readonly blocking?: boolean
}

interface Classes extends Timed {
  readonly names: readonly string[]
  readonly transition?: Transition
}

/** The commands that a binding can carry instead of an event's name, each with its arguments. */
export interface CommandArguments {
  push: {
    readonly event: string
    readonly value?: unknown
    /** A selector, or the number of a live component. */
    readonly target?: string | number
    readonly loading?: string
  }
  dispatch: {
    readonly event: string
    readonly to?: Target
    readonly detail?: unknown
    readonly bubbles?: boolean
  }
  exec: { readonly attr: string; readonly to?: Target }
  show: Timed & { readonly display?: string; readonly transition?: Transition }
  hide: Timed & { readonly transition?: Transition }
  toggle: Timed & { readonly display?: string; readonly ins?: Transition; readonly outs?: Transition }
  add_class: Classes
  remove_class: Classes
  toggle_class: Classes
  set_attr: { readonly attr: readonly [name: string, value: string]; readonly to?: Target }
  remove_attr: { readonly attr: string; readonly to?: Target }
  focus: { readonly to?: Target }
  focus_first: { readonly to?: Target }
  navigate: { readonly href: string; readonly replace: boolean }
  patch: { readonly href: string; readonly replace: boolean }
}

export type CommandName = keyof CommandArguments

/** One command as it travels in a binding's attribute: `[op, args]`. */
export type Command = { [Name in CommandName]: readonly [Name, CommandArguments[Name]] }[CommandName]
