import { isSubmitted, isUsed } from '../forms.ts'
import { copyAttributes } from './attributes.ts'
import type { Patching, Rule } from './rule.ts'

/**
 * What a person has typed, ticked or chosen stays until the server's own value changes; in the field that has
 * the focus, unless it was submitted as it stands, and in one that was filled in before the connection was lost, it
 * stays in any case.
 */
export const keepFilledIn: Rule = (from, to, patching) => {
  const isSame = (name: string) => from.getAttribute(name) === to.getAttribute(name)
  if (from.nodeName !== to.nodeName || !isSame('name') || !isSame('type')) return
  if (from instanceof HTMLInputElement) return keepInput(from, to as HTMLInputElement, patching)
  if (from instanceof HTMLTextAreaElement) keepText(from, to as HTMLTextAreaElement, patching)
  if (from instanceof HTMLSelectElement) keepChoice(from, to as HTMLSelectElement, patching)
}

const isRestored = (field: Element, { isJoin }: Patching) => isJoin && isUsed(field)

const wins = (field: Element, patching: Patching) =>
  (field === document.activeElement && !isSubmitted(field)) || isRestored(field, patching)

function keepInput(from: HTMLInputElement, to: HTMLInputElement, patching: Patching): boolean | void {
  if (from.type === 'checkbox' || from.type === 'radio') {
    const isKept = from.defaultChecked === to.defaultChecked || isRestored(from, patching)
    if (isKept) to.checked = from.checked
  } else if (from.type === 'file') {
    // Its value cannot be written, only lost.
    copyAttributes(from, to)
    return false
  } else if (from.type !== 'hidden') keepText(from, to, patching)
}

type TextField = HTMLInputElement | HTMLTextAreaElement

/** Assigning a value would move the caret: the next version gets the typed text, so that the morph has no reason to. */
function keepText<Field extends TextField>(from: Field, to: Field, patching: Patching): void {
  if (from.defaultValue !== to.defaultValue && !wins(from, patching)) return
  const typed = from.value
  const sent = typed === from.defaultValue ? typed : to.defaultValue
  to.defaultValue = sent
  to.value = typed
  // The morph takes the text of a textarea for its default.
  if (from.nodeName === 'TEXTAREA') patching.afterwards(() => (from.defaultValue = sent))
}

function keepChoice(from: HTMLSelectElement, to: HTMLSelectElement, patching: Patching): void {
  const sent = sentChoice(to)
  const isKept = wins(from, patching) || String(sentChoice(from)) === String(sent)
  const chosen = [...(isKept ? from : to).selectedOptions].map(({ value }) => value)
  // The morph writes the choice into the attributes, which stand for what the server sent.
  patching.afterwards(() => {
    for (const option of from.options) option.defaultSelected = sent.includes(option.value)
    for (const option of from.options) option.selected = chosen.includes(option.value)
  })
}

const sentChoice = ({ options }: HTMLSelectElement) =>
  [...options].filter(({ defaultSelected }) => defaultSelected).map(({ value }) => value)
