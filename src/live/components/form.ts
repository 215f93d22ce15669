import type { AttributeValues } from '../template/attributes.ts'
import type { EventRef } from '../template/event.ts'
import { type Hole, html, type Template } from '../template/html.ts'
import type { Js } from '../template/js.ts'
import type { Path } from '../template/path.ts'
import { withClasses } from './described.ts'

/** A form of `liveForm`, as far as its element knows it. */
interface FormElement {
  readonly id: string
  readonly ownErrors: readonly string[]
}

interface FormProps {
  readonly of: FormElement
  /** The event of each change. */
  readonly change?: EventRef | Js
  /** The event of a submit. */
  readonly submit?: EventRef | Js
  /** The event by which it is recovered after a lost connection, in place of `change`; 'ignore' for none. */
  readonly recover?: EventRef | 'ignore'
  /** Where it is posted to when it is not submitted to the view, or once `triggerAction` is true. */
  readonly action?: string | Path
  readonly method?: 'get' | 'post'
  /** The token of the page, which a form needs that is posted; see `mount`. */
  readonly csrf?: string
  /** Lets the browser post the form to its `action`. */
  readonly triggerAction?: boolean
  /** Leaves all checks to the server, so that its words are shown in place of the browser's. */
  readonly novalidate?: boolean
  readonly attributes?: AttributeValues
}

/** Shows the element of a form, with what is wrong with the form as a whole. */
export function form(props: FormProps, content: Hole): Template {
  const { of, change, submit, recover, action, csrf, triggerAction, novalidate } = props
  const method = props.method ?? (action === undefined ? undefined : 'post')
  return html`
<form id="${of.id}" phx-change="${change}" phx-submit="${submit}" phx-auto-recover="${recover}" action="${action}" method="${method}" phx-trigger-action="${triggerAction}" novalidate="${novalidate}" ${withClasses(['o-form'], props.attributes)}>
  ${csrf !== undefined && html`<input type="hidden" name="_csrf_token" value="${csrf}">`}
  <div class="o-form-errors" role="alert">${of.ownErrors.map((text) => html`<p class="o-error">${text}</p>`)}</div>
  ${content}
</form>`
}
