import type { CommandArguments } from '../wire/commands.ts'
import type { Fragment } from './fragment.ts'

type Push = CommandArguments['push']

/**
 * Names an event in a template: `phx-click="${on.save}"`. Called with a payload, it gives a binding that sends
 * that payload: `phx-click="${on.rename({ id: 3 })}"`. In a live component it names an event of that component.
 */
export interface EventRef<P = never> extends Fragment {
  (payload: Partial<P>): EventRef<P>
  /** What a binding of it sends. */
  readonly push: Push
}

const made = new WeakSet<object>()

/** Makes the binding of one declared event; `target` is the number of the live component that handles it. */
export const eventRef = <P>(event: string, target?: number): EventRef<P> =>
  refOf({ event, ...(target !== undefined && { target }) })

function refOf<P>(push: Push): EventRef<P> {
  const ref = Object.assign((value: Partial<P>) => refOf<P>({ ...push, value }), { push })
  made.add(ref)
  return Object.freeze(ref) as unknown as EventRef<P>
}

/** Whether a value was made by `eventRef`, and so may stand in a hole. */
export const isEventRef = (value: unknown): value is EventRef =>
  typeof value === 'function' && made.has(value)

/** The attribute's text: the bare name, or, where more has to be said, a command as JSON. */
export function bindingOf({ push }: EventRef): string {
  const isBare = push.value === undefined && push.target === undefined
  return isBare ? push.event : JSON.stringify([['push', push]])
}
