import { type Field, fields, isUsed } from './forms.ts'

/** A form that a person had filled in when its view began anew: its first field, and what tells the view of it. */
export interface Recovery {
  readonly field: Field
  readonly binding: string
}

/**
 * Finds the forms to recover: with an id and `phx-change`, in which something was changed, and that are the same
 * in the new markup. `phx-auto-recover` names another event, or `ignore`.
 */
export function recoveries(container: HTMLElement, html: string): Recovery[] {
  const template = document.createElement('template')
  template.innerHTML = html
  return [...container.querySelectorAll<HTMLFormElement>('form[id][phx-change]')].flatMap((form) => {
    const next = template.content.getElementById(form.id)
    const change = form.getAttribute('phx-change')
    const binding = form.getAttribute('phx-auto-recover') ?? change
    const field = fields(form).find(({ name, type }) => name && type !== 'hidden')
    const isSame = next?.getAttribute('phx-change') === change && fields(form).some(isUsed)
    return isSame && field && binding && binding !== 'ignore' ? [{ field, binding }] : []
  })
}
