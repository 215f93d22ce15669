import type { Command } from '../wire/commands.ts'
import type { Fragment } from './fragment.ts'

/**
 * Names an event in a template: `phx-click="${on.save}"`. Called with a payload, it gives a binding that sends
 * that payload: `phx-click="${on.rename({ id: 3 })}"`.
 */
export interface EventRef<P = never> extends Fragment {
  (payload: Partial<P>): EventRef<P>
  readonly event: string
  /** The commands that a binding with a payload runs; undefined for a bare name. */
  readonly commands: readonly Command[] | undefined
}

const made = new WeakSet<object>()

/** Makes the binding of one declared event. */
export function eventRef<P>(event: string, payload?: Partial<P>): EventRef<P> {
  const commands: readonly Command[] | undefined = payload && [['push', { event, value: payload }]]
  const ref = Object.assign((value: Partial<P>) => eventRef<P>(event, value), { event, commands })
  made.add(ref)
  return Object.freeze(ref) as unknown as EventRef<P>
}

/** Whether a value was made by `eventRef`, and so may stand in a hole. */
export const isEventRef = (value: unknown): value is EventRef =>
  typeof value === 'function' && made.has(value)

/** The attribute's text: the bare name, or the commands as JSON. */
export const bindingOf = ({ event, commands }: EventRef): string =>
  commands ? JSON.stringify(commands) : event
