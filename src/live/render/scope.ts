import { LiveError } from '../kit/error.ts'
import type { ComponentCall } from '../template/component-call.ts'
import type { ComponentSlot } from './print.ts'

/** Where a template is rendered: what holds the live components that it calls. */
export interface Scope {
  /** The component that is called; `isRow` says that it stands in a row that the server forgets. */
  component(call: ComponentCall, isRow: boolean): ComponentSlot
}

/** Outside of a view there is nothing that could hold them. */
export const NOWHERE: Scope = {
  component() {
    throw new LiveError(
      'template_value',
      'A live component stands outside of a view. Render it in a live view, or use a function instead.',
    )
  },
}
