import type { Actor } from '../actor/actor.ts'
import type { Sink } from '../actor/sink.ts'
import { LiveError } from '../kit/error.ts'
import type { Log } from '../kit/log.ts'
import { readEvent } from '../view/event.ts'
import type { LiveView } from '../view/live-view.ts'
import { handlingOf } from './handling.ts'
import { urlOf } from './join.ts'
import { messages } from './messages.ts'

/** A view, and the browser that it is told from. */
interface Ends {
  readonly actor: Actor
  readonly view: LiveView
  readonly sink: Sink
  readonly log: Log
  /** The host that the browser sees. */
  readonly host: string
  /** Gives the UUID of the event with this ref, where its browser numbers them. */
  readonly eventIdOf: ((ref: string) => string) | undefined
}

/** Hands a message of the browser to its view. */
export function receive(ends: Ends, event: string, ref: string, payload: unknown): void {
  if (event === 'event') handle(ends, ref, payload)
  else if (event === 'live_patch') patch(ends, ref, payload)
  else say(ends, event, ref, payload)
}

function handle(ends: Ends, ref: string, payload: unknown): void {
  const raw = readEvent(payload)
  if (!raw) return complain(ends, ref, new LiveError('malformed_frame', 'An event has no name.'))
  give(ends, `handleEvent.${raw.event}`, ref, handlingOf(ends, raw, ref))
}

/** The client says something of its own accord. */
function say(ends: Ends, name: string, ref: string, payload: unknown): void {
  const handling = messages.get(name)
  if (handling) give(ends, name, ref, handling(ends.actor, payload))
  else ends.sink.reply(ref, '{"error":{"code":"unknown_event"}}')
}

/** The browser goes to another URL: within this view if it leads there, else by a navigation of its own. */
function patch({ actor, sink, host }: Ends, ref: string, payload: unknown): void {
  const url = urlOf((payload as { readonly url?: unknown }).url, host)
  if (!url || actor.patchTo(url, ref)) sink.reply(ref, '{"link_redirect":true}')
}

function give(ends: Ends, what: string, ref: string, run: (() => unknown) | LiveError): void {
  if (run instanceof LiveError) complain(ends, ref, run)
  else ends.actor.receive({ what, ref, run })
}

// Answered in its turn, and never with an error status: the client would not release the element that sent it.
function complain({ actor, log }: Ends, ref: string, error: LiveError): void {
  log.warn({ code: error.code, view: actor.name, ref }, error.message)
  actor.receive({ what: 'a refused event', ref, run: () => error })
}
