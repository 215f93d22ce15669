import { Actor } from '../actor/actor.ts'
import { isPromise } from '../actor/deadline.ts'
import { leaveMessage } from '../actor/leave.ts'
import type { Mounted } from '../actor/load.ts'
import type { Sink } from '../actor/sink.ts'
import { Redirect } from '../view/outcome.ts'
import type { Admission, Admitted } from './admission.ts'
import { adopt } from './arrival.ts'
import { begin } from './beginning.ts'
import { admit } from './join.ts'
import { failureAnswer, JOIN_CRASHED, joinAnswer, reportRefusal, resumeAnswer } from './join-answers.ts'
import type { KeptView } from './kept-view.ts'
import type { Line } from './line.ts'
import type { LiveServer } from './live-server.ts'
import type { Resumption } from './parking.ts'
import type { Beginning, Carrier, Resumable } from './resumable.ts'
import { type ResumeRequest, resumeRequest } from './resume-request.ts'
import type { Peer } from './transport.ts'
import { expectFiles } from './uploading.ts'

/** The view that has come to stand on a channel. */
export interface Seated {
  readonly admission: Admitted
  readonly actor: Actor
  /** The view as its page has left it, with those nested in it that wait for their joins. */
  readonly kept: KeptView | undefined
  /** The view as it outlives this channel, if it does. */
  readonly resumable: Resumable | undefined
}

/** What is joined: a channel that no view stands on yet. */
export interface Joiner extends Sink, Carrier {
  readonly topic: string
  readonly joinRef: string
  readonly isOver: boolean
  readonly stage: Mounted | undefined
  /** A view stands here from now on. */
  seat(seated: Seated): void
  /** Answers the join: there is no view for it. */
  refuse(response: object): void
  close(): void
}

/** The join of one channel, from its message to its answer. */
export class Joining {
  readonly #server: LiveServer
  readonly #peer: Peer
  readonly #line: Line
  readonly #channel: Joiner
  /** What the browser says of taking the view up again; undefined where it cannot. */
  readonly request: ResumeRequest | undefined

  constructor(server: LiveServer, peer: Peer, line: Line, channel: Joiner, payload: unknown) {
    this.#server = server
    this.#peer = peer
    this.#line = line
    this.#channel = channel
    this.request = resumeRequest(payload)
  }

  /** Takes a view up again, or starts one, and answers. */
  async run(payload: unknown): Promise<void> {
    const { topic } = this.#channel
    const { session } = this.#peer
    const resumption = this.request && this.#server.parking.resume(this.request, session, topic)
    if (resumption && this.#fits(resumption.view)) return this.#resume(resumption)
    const found = admit(this.#server, this.#peer, topic, payload, this.#line)
    const admission = isPromise(found) ? await found : found
    // The browser may have left again while the view around it was joining.
    if (this.#channel.isOver) return
    if (!('reason' in admission)) return this.#trying(admission, () => this.#start(admission))
    reportRefusal(this.#server, this.#peer, admission.reason)
    this.#channel.refuse(admission)
  }

  async #trying({ origin }: Admitted, join: () => Promise<void>): Promise<void> {
    try {
      await join()
    } catch (error) {
      this.#channel.refuse(failureAnswer(this.#server, origin, error))
    }
  }

  async #start(admission: Admission): Promise<void> {
    const around = admission.nested && this.#line.parentOf(admission.nested)
    const adopted = adopt(this.#server, admission, around?.kept)
    const kept = adopted?.isEmpty ? undefined : adopted
    // The view was mounted for the URL of its page: what came with the join says the same.
    const admitted = { origin: adopted?.origin ?? admission.origin, nested: admission.nested }
    const actor = adopted?.actor ?? new Actor(admission.origin, this.#server.services)
    const resumable = this.#open(actor, admitted, kept, around?.resumable)
    this.#channel.seat({ admission: admitted, actor, kept, resumable })
    const beginning = begin(this.#server, this.#peer, admission, actor, resumable ?? this.#channel)
    resumable?.arrive(this.#channel, beginning)
    const begun = await beginning.catch((error) => {
      // It is not to be taken up by whoever repeats this join.
      resumable?.end()
      throw error
    })
    if (begun || this.#channel.isOver || !adopted) return this.#answer(beginning, resumable)
    // It has failed over its last message before the socket came.
    resumable?.end()
    return this.#start(admission)
  }

  #open(
    actor: Actor,
    admission: Admitted,
    kept: KeptView | undefined,
    around: Resumable | undefined,
  ): Resumable | undefined {
    const { request } = this
    const session = this.#peer.session!
    return request && this.#server.parking.open({ actor, admission, session, kept, around, request })
  }

  /** Answers the first join of a view, or one that repeats it. */
  async #answer(beginning: Beginning, view: Resumable | undefined): Promise<void> {
    const begun = await beginning
    if (this.#channel.isOver) return
    if (begun instanceof Redirect) return this.#sendAway(begun)
    if (begun === undefined) return this.#channel.refuse(JOIN_CRASHED)
    const { page, mounted, isNavigation } = begun
    view?.weigh(page.length)
    const missed = view?.since(0)?.messages ?? []
    const answer = joinAnswer(page, mounted, isNavigation, view?.carry(this.#channel))
    this.#channel.reply(this.#channel.joinRef, answer)
    for (const message of missed) this.#channel.write(message)
  }

  /** Whether a view still stands here that is to be taken up again; otherwise it ends. */
  #fits(view: Resumable): boolean {
    const { admission, around } = view.options
    const isHere = !around || this.#line.parentOf(admission.nested!)?.resumable === around
    if (!isHere) view.end()
    return isHere
  }

  async #resume({ view, token, seen }: Resumption): Promise<void> {
    const { admission, kept } = view.options
    const { beginning, actor } = view
    this.#channel.seat({ admission, actor, kept, resumable: view })
    if (token === undefined && beginning) {
      view.arrive(this.#channel)
      return this.#trying(admission, () => this.#answer(beginning, view))
    }
    const { isWhole } = view.since(seen)!
    if (isWhole) return this.#goOn(view, token, seen)
    return this.#trying(admission, async () => {
      const page = await view.renew()
      if (this.#channel.isOver) return
      // The browser may have come by yet another connection meanwhile, which is dead by now.
      view.supersede()
      if (!view.since(seen)) return this.#channel.refuse(JOIN_CRASHED)
      this.#goOn(view, token, seen, typeof page === 'string' ? page : undefined)
    })
  }

  #goOn(view: Resumable, token: string | undefined, seen: number, page?: string): void {
    const { messages } = view.since(seen)!
    const answer = resumeAnswer(view, view.carry(this.#channel, token), messages, page)
    this.#channel.reply(this.#channel.joinRef, answer)
    expectFiles(view.actor.stage)
    // It has been sent elsewhere, and is told so.
    if (view.actor.hasEnded) this.#channel.close()
  }

  #sendAway(to: Redirect): void {
    const { event, payload } = leaveMessage(to, {}, this.#server.services.sealFlash)
    const events = this.#channel.stage?.live.effects.takeEvents() ?? []
    this.#channel.refuse({ [event]: payload, ...(events.length > 0 && { events }) })
  }
}
