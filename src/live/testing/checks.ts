import { controlsOf, isDisabled, kindOf, nameOf } from './controls.ts'
import type { Document, Element } from './dom.ts'

/** What the page of a test is checked for unless it asks not to. */
export type Check =
  /** Two elements with one id. */
  | 'duplicate_id'
  /** A form with `phx-change` and no id: what was typed there is lost when the connection is. */
  | 'missing_form_id'
  /** An act on an element that `hidden` hides. */
  | 'hidden_element'

/** What is wrong with a page, in words; undefined when nothing is. */
export function problemOf(document: Document, ignored: readonly Check[]): string | undefined {
  const checks = [!ignored.includes('duplicate_id') && duplicateId(document)]
  checks.push(!ignored.includes('missing_form_id') && missingFormId(document))
  return checks.find((problem) => typeof problem === 'string') || undefined
}

function duplicateId(document: Document): string | undefined {
  const seen = new Map<string, Element>()
  for (const element of document.querySelectorAll('[id]')) {
    const first = seen.get(element.id)
    if (first)
      return `duplicate id: ${tagOf(first)} and ${tagOf(element)} are on one page. Give each an id of its own.`
    seen.set(element.id, element)
  }
  return undefined
}

function missingFormId(document: Document): string | undefined {
  const form = [...document.querySelectorAll('form[phx-change]:not([id])')].find(
    (each) =>
      each.getAttribute('phx-auto-recover') !== 'ignore' &&
      !each.hasAttribute('phx-ignore-missing-id') &&
      controlsOf(each).some((control) => nameOf(control) && kindOf(control) !== 'hidden'),
  )
  return (
    form && `missing form id: what is typed into ${tagOf(form)} is lost with the connection. Give it an id.`
  )
}

/** Throws when a person could not act on the element; `name` is how the test calls it. */
export function checkUsable(element: Element, name: string, ignored: readonly Check[]): void {
  if (isDisabled(element)) throw new Error(`"${name}" is disabled: ${tagOf(element)}. Nobody can use it.`)
  const hidden = ignored.includes('hidden_element') ? null : element.closest('[hidden]')
  if (hidden)
    throw new Error(
      `"${name}" is hidden by ${tagOf(hidden)}. Show it first; if a script does, give the option ignore: ['hidden_element'].`,
    )
}

/** The opening tag of an element, for errors. */
export function tagOf(element: Element): string {
  const attributes = [...element.attributes].map(({ name, value }) =>
    value ? ` ${name}="${value}"` : ` ${name}`,
  )
  return `<${element.tagName.toLowerCase()}${attributes.join('')}>`
}
