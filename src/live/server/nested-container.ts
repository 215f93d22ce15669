import type { Origin } from '../actor/origin.ts'
import type { ChildCall } from '../template/child-call.ts'
import type { LiveView } from '../view/live-view.ts'
import { viewTags } from './container.ts'
import type { Standing, StaticToken, ViewToken } from './page-tokens.ts'
import type { Tokens } from './token.ts'

/** The empty element of a nested view, which the browser joins. */
export const containerOf = (tokens: Tokens, parent: Origin, call: ChildCall): string =>
  element(parent, call, sealed(tokens, parent, call), '', '')

/** The element of a nested view with its page inside, as it answers a request. */
export function filledContainer(tokens: Tokens, parent: Origin, call: ChildCall, html: string): string {
  const fixed = tokens.sign('static', { id: call.id, flash: {} } satisfies StaticToken)
  // The view around it gives its token once that is joined; a sticky one is joined by itself.
  return element(parent, call, call.sticky ? sealed(tokens, parent, call) : '', fixed, html)
}

function sealed(tokens: Tokens, parent: Origin, { id, sticky }: ChildCall): string {
  const standing: Standing = { kind: 'nested', parent: parent.id, sticky }
  return tokens.sign('session', { id, session: parent.visitor.id, ...standing } satisfies ViewToken)
}

// All values are letters, digits, dashes, underscores and dots.
function element(parent: Origin, call: ChildCall, session: string, fixed: string, html: string): string {
  const place = call.sticky ? 'data-phx-sticky' : `data-phx-parent-id="${parent.id}"`
  const tokens = `data-phx-session="${session}" data-phx-static="${fixed}"`
  const { opening, closing } = viewTags(call.view as LiveView, `id="${call.id}" ${tokens} ${place}`)
  return opening + html + closing
}
