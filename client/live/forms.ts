/** Marks a form that is sent, or whose files are on their way. */
export const SUBMITTING = 'phx-submit-loading'

/** A control of a form. */
export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Fields that the person has changed or submitted; the others are reported to the server as unused. */
export const used = new WeakSet<Element>()

/** Fields that hold what was submitted: nobody has typed there since. */
export const submitted = new WeakSet<Element>()

/** Whether the person has changed a field, or submitted its form. */
export const isUsedInput = (field: Element): boolean => used.has(field)

/** The form that a field belongs to. A custom element keeps that to itself. */
export const formOf = (field: Field): HTMLFormElement | null => {
  const id = field.getAttribute('form')
  return field.form ?? (id ? (document.getElementById(id) as HTMLFormElement | null) : field.closest('form'))
}

/** The name of a field, which is empty for one that is not sent. */
export const nameOf = (field: Element): string => field.getAttribute('name') ?? ''

export const fields = (form: HTMLFormElement): Field[] => [...form.elements] as Field[]

export function forgetUse(form: HTMLFormElement): void {
  for (const field of fields(form)) used.delete(field)
}

const submitters = new WeakMap<HTMLFormElement, HTMLElement>()

/** All fields of a form are used once it is submitted; the button is kept for `phx-trigger-action`. */
export function markSubmitted(form: HTMLFormElement, submitter: HTMLElement | null | undefined): void {
  for (const field of fields(form)) {
    used.add(field)
    submitted.add(field)
  }
  if (submitter) submitters.set(form, submitter)
}

/** Submits a form to its own action, as the person did. */
export function submitNatively(form: HTMLFormElement): void {
  const { name, value } = (submitters.get(form) ?? {}) as Partial<HTMLButtonElement>
  if (name) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
  HTMLFormElement.prototype.submit.call(form)
}

/** Which part of a form is written down, and what pressed its button. */
export interface Serialization {
  readonly submitter?: HTMLElement | null | undefined
  /** Only the field of this name. */
  readonly only?: string | undefined
}

/** Writes a form as it is filled in, url-encoded. A marker goes before each field that nobody has used yet. */
export function serialize(form: HTMLFormElement, { submitter, only }: Serialization = {}): string {
  const unused = unusedNames(form)
  if (submitter) unused.delete(nameOf(submitter))
  const pairs = new URLSearchParams()
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value !== 'string' || (only !== undefined && name !== only)) continue
    if (unused.has(name)) pairs.append(name.replace(/([^[]+?)(\]?(?:\[\])?)$/, '_unused_$1$2'), '')
    pairs.append(name, value)
  }
  return pairs.toString()
}

function unusedNames(form: HTMLFormElement): Set<string> {
  const skip = 'phx-no-unused-field'
  if (form.hasAttribute(skip)) return new Set()
  const shown = fields(form).filter(({ type }) => type !== 'hidden')
  const unused = new Set(shown.map(nameOf))
  for (const field of shown) if (used.has(field) || field.hasAttribute(skip)) unused.delete(nameOf(field))
  return unused
}
