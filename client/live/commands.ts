import type { Command, CommandArguments, CommandName, Target } from '../../src/live/wire/commands.ts'
import { stick, toggleClasses } from './sticky.ts'
import { hide, isDisplayed, play, show } from './transitions.ts'

/** What made a binding run. */
export interface Cause {
  readonly type: 'click' | 'keydown' | 'keyup' | 'focus' | 'blur' | 'change' | 'submit' | 'hook'
  /** Joins the values that the element carries. */
  readonly data?: object
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

/** Runs the value of a binding on its element: a list of commands as JSON, or the name of an event to push. */
export type Run = (el: HTMLElement, binding: string, cause: Cause) => void

type Local = Exclude<CommandName, 'push' | 'exec' | 'navigate' | 'patch'>

/** What each command does to one of its targets. */
const local: {
  [Name in Local]: (target: HTMLElement, args: CommandArguments[Name], el: HTMLElement) => void
} = {
  dispatch: (target, { event, detail, bubbles = true }, el) =>
    target.dispatchEvent(
      event === 'click'
        ? new MouseEvent(event, { bubbles, cancelable: true })
        : new CustomEvent(event, {
            bubbles,
            cancelable: true,
            detail: { ...(detail ?? {}), dispatcher: el },
          }),
    ),
  show,
  hide,
  toggle: (target, { display, ins, outs, time }) =>
    isDisplayed(target)
      ? hide(target, { transition: outs, time })
      : show(target, { display, transition: ins, time }),
  add_class: (target, args) => changeClasses(target, args, true),
  remove_class: (target, args) => changeClasses(target, args, false),
  toggle_class: (target, args) => {
    for (const name of args.names)
      changeClasses(target, { ...args, names: [name] }, !target.classList.contains(name))
  },
  set_attr: (target, { attr: [name, value] }) => stick(target, name, (el) => el.setAttribute(name, value)),
  remove_attr: (target, { attr }) => stick(target, attr, (el) => el.removeAttribute(attr)),
  // A command before this one may just have shown the element.
  focus: (target) => requestAnimationFrame(() => target.focus()),
  focus_first: (target) => requestAnimationFrame(() => target.querySelector<HTMLElement>(focusable)?.focus()),
}

const focusable =
  'a[href],button:enabled,input:enabled:not([type=hidden]),select:enabled,textarea:enabled,[tabindex]:not([tabindex^="-"])'

/** Binds the commands to what they reach beyond the page's elements. */
export function createRun(reach: Reach): Run {
  const run: Run = (el, binding, cause) => {
    if (!binding.startsWith('[')) return reach.push(el, { event: binding }, cause)
    for (const command of JSON.parse(binding) as Command[]) runOne(el, command, cause)
  }
  const runOne = (el: HTMLElement, command: Command, cause: Cause) => {
    const [name, args] = command
    if (name === 'push') reach.push(el, args, cause)
    else if (name === 'navigate') reach.follow('redirect', destination(args))
    else if (name === 'patch') reach.follow('patch', destination(args))
    else for (const target of targets(el, args.to)) runOn(target, command, el, cause)
  }
  const runOn = (target: HTMLElement, [name, args]: Command, el: HTMLElement, cause: Cause) => {
    if (name === 'exec') run(target, target.getAttribute(args.attr) ?? '[]', cause)
    else
      (local[name as Local] as (target: HTMLElement, args: object, el: HTMLElement) => void)(target, args, el)
  }
  return run
}

const destination = ({ href, replace }: CommandArguments['patch']) =>
  ({ to: href, kind: replace ? 'replace' : 'push' }) as const

function targets(el: HTMLElement, to: Target | undefined): Iterable<HTMLElement> {
  if (to === undefined) return [el]
  if (typeof to === 'string') return document.querySelectorAll<HTMLElement>(to)
  if ('inner' in to) return el.querySelectorAll<HTMLElement>(to.inner)
  const closest = el.closest<HTMLElement>(to.closest)
  return closest ? [closest] : []
}

function changeClasses(
  target: HTMLElement,
  { names, transition, time }: CommandArguments['add_class'],
  isOn: boolean,
): void {
  play(target, transition, time, () => toggleClasses(target, names, isOn))
}
