import type { Actor } from '../actor/actor.ts'
import type { Components } from '../actor/components.ts'
import type { LiveHandle } from '../actor/handle.ts'
import { afterHooks } from '../actor/hooks.ts'
import { Answer } from '../actor/turn.ts'
import { LiveError } from '../kit/error.ts'
import { isTold, span } from '../kit/telemetry.ts'
import type { Identified } from '../template/component-call.ts'
import { decodeEvent, type RawEvent } from '../view/event.ts'
import type { MaybePromise } from '../view/live.ts'
import type { LiveView } from '../view/live-view.ts'
import type { FlashKind } from '../view/outcome.ts'

type Handlers = Readonly<Record<string, (live: never, payload: never) => MaybePromise<unknown>>>

/** What an event is for: the view, or one of its live components. */
interface Receiver {
  readonly live: LiveHandle | undefined
  readonly input?: Identified
}

/** The view that an event is for, and what gives the UUID of the one with this ref; a new one where nothing does. */
export interface Handling {
  readonly actor: Actor
  readonly view: LiveView
  readonly eventIdOf: ((ref: string) => string) | undefined
}

/** The call that handles an event of the browser: by the view, or by the live component that it names. */
export function handlingOf(
  { actor, view, eventIdOf }: Handling,
  raw: RawEvent,
  ref: string,
): (() => MaybePromise<unknown>) | LiveError {
  const { cid } = raw
  if (raw.event === 'lv:clear-flash') return () => actor.stage.live.effects.clearFlash(keyOf(raw))
  const eventId = eventIdOf && (() => eventIdOf(raw.repeats ?? ref))
  if (cid === undefined) return handle(view, raw, ref, eventId, () => actor.stage)
  const component = componentsOf(actor)?.find(cid)
  if (!component) return unknownComponent(raw)
  // It may have ended when the turn comes.
  return handle(component.parts, raw, ref, eventId, () => componentsOf(actor)?.find(cid))
}

function handle(
  { definition, ways }: Pick<LiveView, 'ways'> & { readonly definition: object },
  raw: RawEvent,
  ref: string,
  eventId: (() => string) | undefined,
  find: () => Receiver | undefined,
): (() => MaybePromise<unknown>) | LiveError {
  const payload = decodeEvent(ways, raw)
  if (payload instanceof LiveError) return payload
  const { handleEvent } = definition as { readonly handleEvent: Handlers }
  return () => {
    const { live, input } = find() ?? {}
    if (!live) return unknownComponent(raw)
    if (raw.uploads) live.uploads?.select(raw.uploads)
    live.effects.beginEvent(eventId)
    const handler = handleEvent[raw.event]!
    const isHeard = live.hooks || isTold(input ? 'oriel:component.event' : 'oriel:event')
    return isHeard
      ? tell(live, input, raw.event, ref, payload, handler)
      : handler(live as never, payload as never)
  }
}

/** Lets an event be handled where hooks or subscribers hear of it. */
function tell(
  live: LiveHandle,
  input: Identified | undefined,
  event: string,
  ref: string,
  payload: object,
  handler: Handlers[string],
): MaybePromise<unknown> {
  const run = () =>
    afterHooks(live, 'event', { event, payload }, () => handler(live as never, payload as never))
  const facts = () => ({ ...live.identity, event, ref })
  if (!input) return span('oriel:event', facts, run)
  return span('oriel:component.event', () => ({ ...facts(), component: input.id }), run)
}

const keyOf = ({ value }: RawEvent): FlashKind | undefined =>
  ((value ?? {}) as { readonly key?: FlashKind }).key

const unknownComponent = ({ event, cid }: RawEvent): LiveError =>
  new LiveError('unknown_component', `The event "${event}" is for component ${cid}, which is not there.`)

/** The call that lets live components leave: at the first step they are marked, at the second they end. */
export function removalOf(
  actor: Actor,
  step: 'leaving' | 'left',
  payload: unknown,
): (() => MaybePromise<unknown>) | LiveError {
  const { cids } = payload as { readonly cids?: unknown }
  if (!Array.isArray(cids) || !cids.every(Number.isInteger))
    return new LiveError('malformed_frame', 'A removal names no components.')
  if (step === 'leaving') return () => componentsOf(actor)?.leaving(cids)
  return () => new Answer(`"cids":${JSON.stringify(componentsOf(actor)?.left(cids) ?? [])}`)
}

const componentsOf = (actor: Actor): Components | undefined => actor.stage.residents.components
