import type { Element } from './dom.ts'
/** The fields of a form that would be sent. */
export const fieldsOf = (form: Element): readonly Element[] =>
  [...form.querySelectorAll('input[name], textarea[name], select[name]')].filter(
    (field) => !field.hasAttribute('disabled'),
  )

/** Fields as a browser sends them. */
export const serialize = (fields: Readonly<Record<string, string>>): string =>
  new URLSearchParams({ ...fields }).toString()

/** What a click sends: the element's `phx-value-*`, its value, and what its binding carries. */
export function valuesOf(element: Element): Record<string, unknown> {
  const values: Record<string, unknown> = { value: element.getAttribute('value') ?? '' }
  for (const { name, value } of element.attributes) {
    if (name.startsWith('phx-value-')) values[name.slice('phx-value-'.length)] = value
  }
  return { ...values, ...pushedValue(element.getAttribute('phx-click') ?? '') }
}

function pushedValue(binding: string): object {
  if (!binding.startsWith('[')) return {}
  const commands = JSON.parse(binding) as readonly [string, { readonly value?: object }][]
  return commands.find(([command]) => command === 'push')?.[1].value ?? {}
}
