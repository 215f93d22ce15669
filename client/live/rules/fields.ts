import { isUsedInput, submitted } from '../forms.ts'
import { copyAttributes } from './attributes.ts'
import type { Patching, Rule } from './rule.ts'

/**
 * What a person has typed, ticked or chosen stays until the server's own value changes; in the field that has
 * the focus, unless it was submitted as it stands, and in one that was filled in before the connection was lost, it
 * stays in any case.
 */
export const keepFilledIn: Rule = (from, to, patching) => {
  if (from.matches('select')) keepChoice(from as HTMLSelectElement, patching)
  else if (from.matches('input,textarea'))
    keepInput(from as HTMLInputElement, to as HTMLInputElement, patching)
  else if ((from.constructor as { formAssociated?: boolean }).formAssociated && isTyping(from)) {
    copyAttributes(to, from, (name) => name === 'value')
    if (to.firstElementChild) return
    // What it shows may be its own.
    copyAttributes(from, to)
    return false
  }
  return
}

const isTyping = (field: Element) =>
  field === document.activeElement && !submitted.has(field) && !field.hasAttribute('phx-patch-focused')

const isRestored = (field: Element, { isJoin }: Patching) => isJoin && isUsedInput(field)

const wins = (field: Element, patching: Patching) => isTyping(field) || isRestored(field, patching)

type TextField = HTMLInputElement | HTMLTextAreaElement

const isSame = (from: TextField, to: TextField) => from.name === to.name && from.type === to.type

function keepInput(from: HTMLInputElement, to: HTMLInputElement, patching: Patching): void {
  if (/^(checkbox|radio)$/.test(to.type)) keepTick(from, to, patching)
  else if (to.type !== 'file') keepText(from, to, patching)
}

function keepTick(from: HTMLInputElement, to: HTMLInputElement, patching: Patching): void {
  const { checked, defaultChecked } = from
  const isKept = defaultChecked === to.defaultChecked || isRestored(from, patching)
  if (!isSame(from, to) || !isKept) patching.afterwards(() => (from.checked = to.defaultChecked))
  // What a script has said, the attribute does not change any more.
  else if (defaultChecked !== to.defaultChecked) from.checked = checked
}

function keepText(from: TextField, to: TextField, patching: Patching): void {
  const { value, defaultValue } = from
  const isEqual = defaultValue === to.defaultValue
  const isKept = isSame(from, to) && (isEqual || wins(from, patching) || from.validity.badInput)
  if (isKept && !isEqual && value === defaultValue) {
    // Nothing was typed: what the field shows follows what the server sends, and has to wait.
    to.defaultValue = defaultValue
    if (!patching.isJoin) patching.skipped(from, to)
  }
  patching.afterwards(() => {
    if (from.defaultValue !== to.defaultValue) from.defaultValue = to.defaultValue
    if (!isKept) from.value = to.defaultValue
  })
}

/** Keeps what was chosen, unless the server's own choice is another when the patch is in place. */
export function keepChoice(select: HTMLSelectElement, patching: Patching): void {
  const sent = String(sentChoice(select))
  const chosen = [...select.selectedOptions].map(({ value }) => value)
  const isKept = wins(select, patching)
  patching.afterwards(() => {
    const choice = sentChoice(select)
    const values = isKept || String(choice) === sent ? chosen : choice
    for (const option of select.options) option.selected = values.includes(option.value)
  })
}

const sentChoice = ({ options }: HTMLSelectElement) =>
  [...options].filter(({ defaultSelected }) => defaultSelected).map(({ value }) => value)
