import { all } from './all.ts'
import { type Field, fields, isUsed, nameOf } from './forms.ts'
import { parse } from './parse.ts'

/** A form that a person had filled in when its view began anew: its first field, and what tells the view of it. */
export interface Recovery {
  readonly field: Field
  readonly binding: string
  /** The same form in the new markup. */
  readonly form: HTMLFormElement
}

/**
 * Finds the forms to recover: with an id and `phx-change`, in which something was changed, and that are the same
 * in the new markup. `phx-auto-recover` names another event, or `ignore`.
 */
export function recoveries(container: HTMLElement, html: string): Recovery[] {
  const page = parse(html)
  return all<HTMLFormElement>('form[id][phx-change]', container).flatMap((old) => {
    const form = page.getElementById(old.id) as HTMLFormElement | null
    const binding = form?.getAttribute('phx-auto-recover') ?? form?.getAttribute('phx-change')
    const field = fields(old).find((field) => nameOf(field) && field.type !== 'hidden')
    const isSame = form && eventOf(form) === eventOf(old) && fields(old).some(isUsed)
    return isSame && field && binding && binding !== 'ignore' ? [{ field, binding, form }] : []
  })
}

/** What a form sends; the numbers of live components are others in another page. */
const eventOf = (form: Element) => form.getAttribute('phx-change')?.replace(/"target":\d+/g, '')
