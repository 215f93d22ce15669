import { all } from './all.ts'
import type { Run } from './commands.ts'
import { fields, isUsedInput, nameOf } from './forms.ts'
import { parse } from './parse.ts'
import { PORTAL } from './portals.ts'

/**
 * Tells a view that begins anew of the forms that a person had filled in: with an id and `phx-change`, in which something
 * was changed, and that are the same in the new markup. `phx-auto-recover` names another event, or `ignore`.
 */
export function recoverForms(html: string, run: Run): void {
  const page = parse(html)
  for (let portal = findPortal(page); portal; portal = findPortal(page)) portal.replaceWith(portal.content)
  for (const old of all<HTMLFormElement>('form[id][phx-change]')) {
    const form = page.getElementById(old.id) as HTMLFormElement | null
    const binding = form?.getAttribute('phx-auto-recover') ?? form?.getAttribute('phx-change')
    const field = fields(old).find((field) => nameOf(field) && field.type !== 'hidden')
    const isSame = form && eventOf(form) === eventOf(old) && fields(old).some(isUsedInput)
    if (isSame && field && binding && binding !== 'ignore') run(field, binding, { type: 'change', form })
  }
}

const findPortal = (page: ParentNode) => page.querySelector<HTMLTemplateElement>(PORTAL)

/** What a form sends; the numbers of live components are others in another page. */
const eventOf = (form: Element) => form.getAttribute('phx-change')?.replace(/"target":\d+/g, '')
