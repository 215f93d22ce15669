import { CONTROLS, choicesOf, formOf, kindOf, nameOf, ownValueOf } from './controls.ts'
import type { Document, Element } from './dom.ts'
import { parse } from './view-part.ts'

/** What stands in a control: text, whether it is ticked, or the values that are chosen. */
export type Value = string | boolean | readonly string[]

interface Entry {
  readonly value: Value
  /** What the server had put there: the person's value stays until this changes. */
  readonly sent: string
}

/** What a person has put into the controls of a page, and which of them have been used. */
export class FilledIn {
  #entries = new Map<string, Entry>()
  #used = new Set<string>()
  #focused: string | undefined
  #submitter: string | undefined

  valueOf(control: Element): Value {
    return this.#entries.get(keyOf(control))?.value ?? sentValue(control)
  }

  isUsed(control: Element): boolean {
    return this.#used.has(keyOf(control))
  }

  /** Puts a value in; the control has been used from then on, and has the focus. */
  put(control: Element, value: Value): void {
    if (kindOf(control) === 'radio') for (const other of groupOf(control)) this.#keep(other, false)
    this.#keep(control, value)
    this.use(control)
    this.focus(control)
  }

  use(control: Element): void {
    this.#used.add(keyOf(control))
  }

  /** Notes that a form was submitted: all of it has been used, and a request of its own names the same button. */
  submit(controls: readonly Element[], submitter: Element | undefined): void {
    for (const control of controls) this.use(control)
    this.#submitter = submitter && keyOf(submitter)
  }

  isSubmitter(control: Element): boolean {
    return keyOf(control) === this.#submitter
  }

  /** A patch leaves the control that has the focus as it is. */
  focus(control: Element | undefined): void {
    this.#focused = control && keyOf(control)
  }

  /** Goes along with a patch of the page; one that comes with a join takes nothing from the person. */
  follow(document: Document, isJoin: boolean): void {
    if (this.#used.size === 0) return
    const controls = [...document.querySelectorAll(CONTROLS)]
    const byKey = new Map(controls.map((control) => [keyOf(control), control]))
    this.#used = new Set([...this.#used].filter((key) => byKey.has(key)))
    for (const [key, { value, sent }] of this.#entries) {
      const control = byKey.get(key)
      const next = control && JSON.stringify(sentValue(control))
      if (next === sent) continue
      if (next !== undefined && (isJoin || key === this.#focused))
        this.#entries.set(key, { value, sent: next })
      else this.#entries.delete(key)
    }
  }

  #keep(control: Element, value: Value): void {
    this.#entries.set(keyOf(control), { value, sent: JSON.stringify(sentValue(control)) })
  }
}

const groupOf = (radio: Element): readonly Element[] =>
  siblingsOf(radio).filter((other) => kindOf(other) === 'radio')

/** The controls of the same name in the same form. */
function siblingsOf(control: Element): readonly Element[] {
  const [form, name] = [formOf(control), nameOf(control)]
  return [...control.ownerDocument.querySelectorAll(CONTROLS)].filter(
    (other) => nameOf(other) === name && formOf(other) === form,
  )
}

/** A control stays the same one over patches: by its id, or by its form, its name and its place among namesakes. */
const keyOf = (control: Element): string =>
  control.id ||
  `${formOf(control)?.id} ${nameOf(control)} ${isTick(control) ? ownValueOf(control) : siblingsOf(control).indexOf(control)}`

const isTick = (control: Element): boolean => /^(checkbox|radio)$/.test(kindOf(control))

/** What the server has put into a control. */
function sentValue(control: Element): Value {
  if (isTick(control)) return control.hasAttribute('checked')
  if (control.matches('select')) return sentChoice(control)
  if (control.matches('textarea')) return sentText(control)
  return control.getAttribute('value') ?? ''
}

function sentText(textarea: Element): string {
  const text = textarea.textContent ?? ''
  // The parser of these tests leaves entities there as they are.
  const read = text.includes('&') ? (parse(text.replaceAll('<', '&lt;')).body.textContent ?? '') : text
  // That of a browser drops the line break that a textarea begins with.
  return read.replace(/^\n/, '')
}

function sentChoice(select: Element): readonly string[] {
  const choices = choicesOf(select)
  const selected = choices.filter(({ isSelected }) => isSelected)
  if (select.hasAttribute('multiple')) return selected.map(({ value }) => value)
  const shown = selected.at(-1) ?? choices.find(({ isDisabled }) => !isDisabled)
  return shown ? [shown.value] : []
}
