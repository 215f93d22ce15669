import { type Names, type Toggling, words } from '../../src/live/wire/command-options.ts'
import type { Command, CommandArguments, CommandName, Target } from '../../src/live/wire/commands.ts'
import { all } from './all.ts'
import { focusables } from './focus.ts'
import { copyAttributes } from './rules/attributes.ts'
import { stick, toggleClasses } from './sticky.ts'
import { hide, holdBack, isDisplayed, type Playing, play, show } from './transitions.ts'

/** What made a binding run. */
export interface Cause {
  readonly type: 'click' | 'keydown' | 'keyup' | 'focus' | 'blur' | 'change' | 'submit' | 'hook'
  /** Joins the values that the element carries. */
  readonly data?: object | false
  /** What has happened in the browser. */
  readonly event?: Event
  /** The button that a form was submitted with. */
  readonly submitter?: HTMLElement | null
  /** The form that stands for the field's own in the page to come. */
  readonly form?: HTMLFormElement
}

/** The commands that reach beyond the page's elements. */
export interface Reach {
  push(el: HTMLElement, args: CommandArguments['push'], cause: Cause): void
  follow(type: 'patch' | 'redirect', destination: { to: string; kind: 'push' | 'replace' }): void
}

/** What a binding says: the name of an event to push, or a list of commands, as JSON or as it is. */
export type Binding = string | readonly Command[]

/** Runs a binding on its element; for a script, when nothing else has caused it. */
export type Run = (el: HTMLElement, binding: Binding, cause?: Cause) => void

/** Finds the elements that a command is for; `find` does it as the client does by itself. */
export type Query = (el: HTMLElement, to: Target, find: () => Iterable<HTMLElement>) => Iterable<HTMLElement>

/** What each command does to one of its targets. */
type Commands = {
  [Name in CommandName]: (
    target: HTMLElement,
    args: CommandArguments[Name],
    el: HTMLElement,
    cause: Cause,
  ) => void
}

/** Binds the commands to what they reach beyond the page's elements. */
export function createRun({ push, follow }: Reach, query: Query = (_el, _to, find) => find()): Run {
  const go =
    (type: 'patch' | 'redirect') =>
    (_: HTMLElement, { href, replace }: CommandArguments['patch']): void =>
      follow(type, { to: href, kind: replace ? 'replace' : 'push' })
  const commands: Commands = {
    ...local,
    push: (_, args, el, cause) => push(el, args, cause),
    exec: (target, { attr }, _, cause) => run(target, target.getAttribute(attr) ?? [], cause),
    navigate: go('redirect'),
    patch: go('patch'),
  }
  const run: Run = (el, binding, cause = { type: 'hook' }) => {
    for (const [name, args] of parse(binding)) {
      const command = commands[name] as (
        target: HTMLElement,
        args: object,
        el: HTMLElement,
        cause: Cause,
      ) => void
      const { to } = args as { readonly to?: Target }
      for (const target of to ? query(el, to, () => targets(el, to)) : [el]) command(target, args, el, cause)
    }
  }
  return run
}

function parse(binding: Binding): readonly Command[] {
  if (typeof binding !== 'string') return binding
  return binding[0] === '[' ? JSON.parse(binding) : [['push', { event: binding }]]
}

function targets(el: HTMLElement, to: Target): Iterable<HTMLElement> {
  if (typeof to === 'string') return all(to)
  if ('inner' in to) return all(to.inner, el)
  const closest = el.closest<HTMLElement>(to.closest)
  return closest ? [closest] : []
}

/** The elements that `push_focus` has remembered. */
const focusStack: HTMLElement[] = []

// A command before this one may just have shown the element.
const focus = (el: HTMLElement | undefined) => requestAnimationFrame(() => el?.focus())

/** Adds or removes classes, or does to each what it is not yet. */
const classes =
  (isOn?: boolean) =>
  (target: HTMLElement, { names, ...playing }: Playing & { readonly names: Names }): void =>
    play(target, playing, () => {
      for (const name of words(names)) toggleClasses(target, [name], isOn ?? !target.classList.contains(name))
    })

/** Sets an attribute, or removes it. */
const setAttribute = (target: HTMLElement, name: string, value?: string): void =>
  stick(target, name, (el) => (value === undefined ? el.removeAttribute(name) : el.setAttribute(name, value)))

/** As the server sends it, or as a script writes it. */
type Toggle = CommandArguments['toggle'] & Toggling

const local: Omit<Commands, 'push' | 'exec' | 'navigate' | 'patch'> = {
  dispatch(target, { event, detail, bubbles, blocking }, dispatcher) {
    const isClick = event === 'click'
    // The click of a file input in a label would come back to the label.
    const options = { bubbles: bubbles ?? !(isClick && target.matches('[type=file]')), cancelable: true }
    const given: Record<string, unknown> = { ...(detail as object), dispatcher }
    if (blocking) holdBack(new Promise((done) => (given['done'] = done)))
    target.dispatchEvent(
      isClick ? new MouseEvent(event, options) : new CustomEvent(event, { ...options, detail: given }),
    )
  },
  show,
  hide,
  toggle: (target, args: Toggle) =>
    isDisplayed(target)
      ? hide(target, { ...args, transition: args.outs ?? args.out })
      : show(target, { ...args, transition: args.ins ?? args.in }),
  add_class: classes(true),
  remove_class: classes(false),
  toggle_class: classes(),
  transition: (target, args) => play(target, args),
  set_attr: (target, { attr: [name, value] }) => setAttribute(target, name, value),
  remove_attr: (target, { attr }) => setAttribute(target, attr),
  toggle_attr(target, { attr: [name, value, other] }) {
    const present = target.getAttribute(name)
    setAttribute(target, name, present === null || (other !== undefined && present !== value) ? value : other)
  },
  ignore_attrs(target, { attrs, names = attrs }: { readonly attrs: Names; readonly names?: Names }) {
    const pattern = new RegExp(`^(${words(names).join('|').replaceAll('*', '.*')})$`)
    // What scripts do to a style stays anyway.
    stick(target, 'ignored', (to, from) =>
      copyAttributes(to, from, (name) => name !== 'style' && pattern.test(name)),
    )
  },
  focus,
  focus_first: (target) => focus(focusables(target)[0]),
  push_focus: (target) => focusStack.push(target),
  pop_focus: () => focus(focusStack.pop()),
}
