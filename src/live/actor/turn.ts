import { LiveError } from '../kit/error.ts'
import type { MaybePromise } from '../view/live.ts'
import { type Redirect, Reply } from '../view/outcome.ts'
import { andThen } from './deadline.ts'
import type { LiveHandle } from './handle.ts'
import { type LeaveMessage, leaveMessage, type PatchTo } from './leave.ts'
import type { Origin } from './origin.ts'
import type { Screen } from './screen.ts'
import type { Services } from './services.ts'
import type { Sink } from './sink.ts'
import { checkSize } from './size.ts'

/** What the ending of a turn acts on. */
export interface Stage {
  readonly origin: Origin
  readonly live: LiveHandle
  readonly screen: Screen
  readonly services: Services
}

/** What a message of the protocol itself is answered with: members of an object, as JSON. */
export class Answer {
  readonly members: string

  constructor(members: string) {
    this.members = members
  }
}

/** Whether the view stays, has left, or has yet to go to another URL. */
export type Ending = 'stay' | 'left' | PatchTo

const NOTHING = '{}'

/** The one ending of every turn: leave, go to another URL, or show what has changed; answer whoever waits. */
export function finish(
  stage: Stage,
  sink: Sink,
  ref: string | undefined,
  outcome: unknown,
): MaybePromise<Ending> {
  const { effects } = stage.live
  if (effects.isGoing) {
    const leaving = effects.takeLeave()
    // A sticky view stays while the page around it goes elsewhere.
    const isStaying = leaving?.kind === 'navigate' && stage.origin.isSticky
    if (leaving && !isStaying) return leave(stage, sink, ref, leaving)
    if (leaving) push(sink, messageOf(stage, leaving))
    const patch = effects.takePatch()
    if (patch) return patch
  }
  const streamed = ref === undefined ? stage.screen.streamed() : undefined
  if (streamed === undefined) return show(stage, sink, ref, outcome)
  sink.push('diff', streamed)
  return 'stay'
}

function show(stage: Stage, sink: Sink, ref: string | undefined, outcome: unknown): MaybePromise<'stay'> {
  const { effects } = stage.live
  const reply = outcome instanceof Reply ? outcome.payload : undefined
  return andThen(
    stage.screen.change(() => ({ events: effects.takeEvents(), reply })),
    (messages) => {
      const message = messages.at(-1)!
      checkSize(stage.services, stage.live, message)
      for (let i = 0; i < messages.length - 1; i++)
        if (messages[i] !== NOTHING) sink.push('diff', messages[i]!)
      if (ref !== undefined) sink.reply(ref, response(message, outcome), isRefused(outcome))
      else if (message !== NOTHING) sink.push('diff', message)
      return 'stay'
    },
  )
}

/** Only a client that repeats events hears of an error: others would not release the element that sent it. */
const isRefused = (outcome: unknown): boolean =>
  outcome instanceof LiveError && outcome.code === 'not_repeated'

/** What an event is answered with: the change that it made, or the error that kept it from running. */
function response(message: string, outcome: unknown): string {
  if (!outcome) return message === NOTHING ? NOTHING : `{"diff":${message}}`
  const error = outcome instanceof LiveError ? `"error":${JSON.stringify({ code: outcome.code })}` : ''
  const answer = outcome instanceof Answer ? outcome.members : ''
  const diff = message === NOTHING ? '' : `"diff":${message}`
  return `{${[error, answer, diff].filter(Boolean).join(',')}}`
}

/** A redirect is the answer itself where one is awaited; pushed events travel before it. */
function leave(stage: Stage, sink: Sink, ref: string | undefined, leaving: Redirect): Ending {
  const events = stage.live.effects.takeEvents()
  if (events.length > 0) sink.push('diff', JSON.stringify({ e: events }))
  const message = messageOf(stage, leaving)
  if (ref === undefined) push(sink, message)
  else sink.reply(ref, JSON.stringify({ [message.event]: message.payload }))
  return 'left'
}

const messageOf = ({ live, services }: Stage, leaving: Redirect): LeaveMessage =>
  leaveMessage(leaving, live.effects.flash, services.sealFlash)

const push = (sink: Sink, { event, payload }: LeaveMessage) => sink.push(event, JSON.stringify(payload))
