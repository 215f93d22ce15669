import { Actor } from '../actor/actor.ts'
import { isPromise } from '../actor/deadline.ts'
import { leaveMessage, type PatchTo } from '../actor/leave.ts'
import type { Mounted } from '../actor/load.ts'
import type { Sink } from '../actor/sink.ts'
import { LiveError } from '../kit/error.ts'
import { flat } from '../kit/flat.ts'
import { readEvent } from '../view/event.ts'
import type { Connected } from '../view/live.ts'
import { Redirect } from '../view/outcome.ts'
import { encodeFrame, encodePush, pushHead } from '../wire/frame.ts'
import { staticChanged } from './assets.ts'
import { handlingOf } from './handling.ts'
import { type Admission, admit, type FindParent, type Refusal, urlOf } from './join.ts'
import { failureAnswer, JOIN_CRASHED, joinAnswer, reportRefusal } from './join-answers.ts'
import type { KeptView } from './kept-view.ts'
import type { LiveServer } from './live-server.ts'
import { messages } from './messages.ts'
import type { NestedStanding } from './page-tokens.ts'
import type { Peer } from './transport.ts'

/** What a channel needs of its connection. */
export interface Line {
  /** The running view that a nested one stands in; a sticky one waits until it has joined. */
  readonly findParent: FindParent
  /** The same as things are: the channel of that view. */
  parentOf(nested: NestedStanding): Channel | undefined
  /** Takes the view of the page to another URL. */
  patchPage(to: PatchTo): void
  canTake(): boolean
  write(frame: string): void
  /** The channel is over: its topic is free. */
  forget(channel: Channel): void
}

/** One view on one connection: what carries its messages both ways from join to leave. */
export class Channel implements Sink {
  readonly topic: string
  readonly joinRef: string
  /** The view as its page has left it, with those nested in it that wait for their joins. */
  kept: KeptView | undefined
  readonly #server: LiveServer
  readonly #peer: Peer
  readonly #line: Line
  readonly #pushHead: string
  #admission: Admission | undefined
  #actor: Actor | undefined
  #joined = Promise.resolve()
  #isOver = false

  constructor(server: LiveServer, peer: Peer, line: Line, topic: string, joinRef: string) {
    this.#server = server
    this.#peer = peer
    this.#line = line
    this.topic = topic
    this.joinRef = joinRef
    this.#pushHead = flat(pushHead(joinRef, topic))
  }

  /** Resolves once the join is answered. */
  get joined(): Promise<void> {
    return this.#joined
  }

  /** Starts the view and answers the join; the ref of a join is its join ref. */
  join(payload: unknown): void {
    this.#joined = this.#join(payload)
  }

  async #join(payload: unknown): Promise<void> {
    const found = admit(this.#server, this.#peer, this.topic, payload, this.#line.findParent)
    const admission = isPromise(found) ? await found : found
    // The browser may have left again while the view around it was joining.
    if (this.#isOver) return
    if ('reason' in admission) return this.#turnAway(admission)
    this.#admission = admission
    try {
      await this.#start(admission)
    } catch (error) {
      this.#refuse(failureAnswer(this.#server, admission.origin, error))
    }
  }

  /** The view that stands here, once it is mounted. */
  get stage(): Mounted | undefined {
    return this.#isOver ? undefined : this.#actor?.mounted
  }

  /** Whether the view of the page stands here. */
  get isMain(): boolean {
    return this.#admission !== undefined && !this.#admission.nested
  }

  /** Whether the view stands in that of another channel, and does not outlive it. */
  isWithin({ topic }: Channel): boolean {
    const nested = this.#admission?.nested
    return nested !== undefined && !nested.sticky && topic === `lv:${nested.parent}`
  }

  event(ref: string, payload: unknown): void {
    const actor = this.#actor
    if (!actor) return
    const raw = readEvent(payload)
    if (!raw) return this.#complain(actor, ref, new LiveError('malformed_frame', 'An event has no name.'))
    const { view } = this.#admission!.origin
    this.#give(actor, `handleEvent.${raw.event}`, ref, handlingOf(actor, view, raw, ref))
  }

  /** The client says something of its own accord. */
  message(ref: string, name: string, payload: unknown): void {
    const handling = messages.get(name)
    if (!handling) return this.reply(ref, '{"error":{"code":"unknown_event"}}')
    if (this.#actor) this.#give(this.#actor, name, ref, handling(this.#actor, payload))
  }

  /** The browser goes to another URL: within this view if it leads there, else by a navigation of its own. */
  patch(ref: string, payload: unknown): void {
    const url = urlOf((payload as { readonly url?: unknown }).url, this.#peer.host)
    const actor = this.#actor
    if (!actor || (url && !actor.patchTo(url, ref))) return
    this.reply(ref, '{"link_redirect":true}')
  }

  /** Whether the view has done all that it was sent; with `alsoTasks`, its tasks as well. */
  isIdle(alsoTasks: boolean): boolean {
    return this.#actor?.isIdle(alsoTasks) ?? true
  }

  canTake(): boolean {
    return this.#line.canTake()
  }

  reply(ref: string, response: string): void {
    this.#answer(ref, 'ok', response)
  }

  push(event: string, payload: string): void {
    this.#line.write(encodePush(this.#pushHead, event, payload))
  }

  patchPage(to: PatchTo): void {
    this.#line.patchPage(to)
  }

  close(): void {
    this.#end('phx_close')
  }

  fail(): void {
    this.#end('phx_error')
  }

  /** The browser has left the view. */
  left(): void {
    this.close()
    const { nested, origin } = this.#admission ?? {}
    if (nested) this.#line.parentOf(nested)?.stage?.residents.children?.left(origin!.id)
  }

  /** The connection takes messages again. */
  resume(): void {
    this.#actor?.changed()
  }

  /** The connection is gone, or the browser has left. */
  drop(): void {
    this.#isOver = true
    this.#line.forget(this)
    this.#actor?.end()
    this.kept?.endNested()
  }

  async #start(admission: Admission): Promise<void> {
    const { services, mounts } = this.#server
    const kept = this.#adopt(admission)
    const actor = kept?.actor ?? new Actor(admission.origin, services)
    this.#actor = actor
    this.kept = kept
    const mounted = kept ? actor.stage : await mounts.pass(() => actor.mount())
    if (mounted instanceof Redirect) return this.#sendAway(mounted)
    const page = await actor.attach(this, this.#connected(admission))
    if (page instanceof Redirect) return this.#sendAway(page)
    // It may have failed over its last message before the socket came.
    if (page === undefined && kept && !this.#isOver) return this.#start(admission)
    if (page === undefined) return this.#refuse(JOIN_CRASHED)
    this.reply(this.joinRef, joinAnswer(page, mounted, admission.isNavigation))
  }

  /** The view that the page has left waiting for this join, if there is one. */
  #adopt({ origin, nested, isNavigation }: Admission): KeptView | undefined {
    if (isNavigation) return undefined
    const around = nested && this.#line.parentOf(nested)
    const kept = nested ? around?.kept?.takeNested(origin) : this.#server.waiting.take(origin)
    kept?.adopted()
    return kept
  }

  #connected({ params }: Admission): Connected {
    const changed = staticChanged(this.#server.assets, params['_track_static'])
    return { params, info: this.#peer.info, staticChanged: changed }
  }

  #sendAway(to: Redirect): void {
    const { event, payload } = leaveMessage(to, {}, this.#server.services.sealFlash)
    const events = this.#actor?.mounted?.live.effects.takeEvents() ?? []
    this.#refuse({ [event]: payload, ...(events.length > 0 && { events }) })
  }

  #turnAway({ reason }: Refusal): void {
    reportRefusal(this.#server, this.#peer, reason)
    this.#refuse({ reason })
  }

  #refuse(response: object): void {
    this.#answer(this.joinRef, 'error', JSON.stringify(response))
    this.drop()
  }

  #give(actor: Actor, what: string, ref: string, run: (() => unknown) | LiveError): void {
    if (run instanceof LiveError) this.#complain(actor, ref, run)
    else actor.receive({ what, ref, run })
  }

  // Answered in its turn, and never with an error status: the client would not release the element that sent it.
  #complain(actor: Actor, ref: string, error: LiveError): void {
    const { log } = this.#server.services
    log.warn({ code: error.code, view: this.#admission?.origin.name, ref }, error.message)
    actor.receive({ what: 'a refused event', ref, run: () => error })
  }

  #answer(ref: string, status: 'ok' | 'error', response: string): void {
    if (this.#isOver) return
    const payload = `{"response":${response},"status":"${status}"}`
    this.#line.write(encodeFrame(this.joinRef, ref, this.topic, 'phx_reply', payload))
  }

  #end(event: 'phx_close' | 'phx_error'): void {
    if (this.#isOver) return
    this.#line.write(encodeFrame(this.joinRef, this.joinRef, this.topic, event, '{}'))
    this.drop()
  }
}
