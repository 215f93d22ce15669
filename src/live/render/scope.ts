import { LiveError } from '../kit/error.ts'
import type { ChildCall } from '../template/child-call.ts'
import type { ComponentCall } from '../template/component-call.ts'
import type { ChildSlot, ComponentSlot } from './print.ts'

/** Where a template is rendered: what holds the live components and nested views that it calls. */
export interface Scope {
  /** The component that is called; `isRow` says that it stands in a row that the server forgets. */
  component(call: ComponentCall, isRow: boolean): ComponentSlot
  /** The nested view that is called. */
  child(call: ChildCall, isRow: boolean): ChildSlot
}

const refuse = (what: string): never => {
  const mend = 'Render it in a live view, or use a function instead.'
  throw new LiveError('template_value', `${what} stands outside of a view. ${mend}`)
}

/** Outside of a view there is nothing that could hold them. */
export const NOWHERE: Scope = {
  component: () => refuse('A live component'),
  child: () => refuse('A nested view'),
}
