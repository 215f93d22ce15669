import { Actor } from '../actor/actor.ts'
import { isPromise } from '../actor/deadline.ts'
import { leaveMessage, type PatchTo } from '../actor/leave.ts'
import type { Mounted } from '../actor/load.ts'
import type { Sink } from '../actor/sink.ts'
import { flat } from '../kit/flat.ts'
import { Redirect } from '../view/outcome.ts'
import { encodeFrame, encodePush, pushHead } from '../wire/frame.ts'
import type { Admission, Admitted } from './admission.ts'
import { adopt, connectedOf } from './arrival.ts'
import { receive } from './inbound.ts'
import { admit } from './join.ts'
import { failureAnswer, JOIN_CRASHED, joinAnswer, reportRefusal, resumeAnswer } from './join-answers.ts'
import type { KeptView } from './kept-view.ts'
import type { LiveServer } from './live-server.ts'
import type { Sent } from './outbox.ts'
import type { NestedStanding } from './page-tokens.ts'
import { canResume, type Resumption } from './parking.ts'
import type { Carrier, Resumable } from './resumable.ts'
import type { Peer } from './transport.ts'

/** What a channel needs of its connection. */
export interface Line {
  /** The running view that a nested one stands in; a sticky one waits until it has joined. */
  findParent(nested: NestedStanding): Promise<Mounted | undefined>
  /** The same as things are: the channel of that view. */
  parentOf(nested: NestedStanding): Channel | undefined
  /** The browser has come back by another socket. */
  supersede(): void
  /** Takes the view of the page to another URL. */
  patchPage(to: PatchTo): void
  canTake(): boolean
  write(frame: string): void
  /** The channel is over: its topic is free. */
  forget(channel: Channel): void
}

/** One view on one connection: what carries its messages both ways from join to leave. */
export class Channel implements Sink, Carrier {
  readonly topic: string
  readonly joinRef: string
  /** The view as its page has left it, with those nested in it that wait for their joins. */
  kept: KeptView | undefined
  /** Resolves once the join is answered. */
  joined = Promise.resolve()
  readonly #server: LiveServer
  readonly #peer: Peer
  readonly #line: Line
  /** What each of its diffs begins with. */
  readonly #diffHead: string
  #admission: Admitted | undefined
  #actor: Actor | undefined
  #resumable: Resumable | undefined
  #isOver = false

  constructor(server: LiveServer, peer: Peer, line: Line, topic: string, joinRef: string) {
    this.#server = server
    this.#peer = peer
    this.#line = line
    this.topic = topic
    this.joinRef = joinRef
    this.#diffHead = flat(pushHead(joinRef, topic, 'diff'))
  }

  /** Starts the view and answers the join; the ref of a join is its join ref. */
  join(payload: unknown): void {
    this.joined = this.#join(payload)
  }

  async #join(payload: unknown): Promise<void> {
    const resumption = this.#server.parking.resume(payload, this.#peer.session, this.topic)
    if (resumption && this.#resume(resumption)) return
    const found = admit(this.#server, this.#peer, this.topic, payload, this.#line)
    const admission = isPromise(found) ? await found : found
    // The browser may have left again while the view around it was joining.
    if (this.#isOver) return
    if ('reason' in admission) {
      reportRefusal(this.#server, this.#peer, admission.reason)
      return this.#refuse(admission)
    }
    this.#admission = admission
    try {
      await this.#start(admission, canResume(payload))
    } catch (error) {
      this.#refuse(failureAnswer(this.#server, admission.origin, error))
    }
  }

  /** The view that stands here, once it is mounted. */
  get stage(): Mounted | undefined {
    return this.#isOver ? undefined : this.#actor?.mounted
  }

  /** The view as it outlives this channel, if it does. */
  get resumable(): Resumable | undefined {
    return this.#resumable
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

  /** Takes a message of the browser. */
  receive(event: string, ref: string, payload: unknown): void {
    this.#resumable?.confirm()
    if (event === 'ack') return this.#resumable?.acknowledge((payload as { readonly seen?: unknown }).seen)
    const actor = this.#actor
    if (!actor || this.#resumable?.take(ref) === false) return
    const { log } = this.#server.services
    const { view } = this.#admission!.origin
    receive({ actor, view, sink: this.#resumable ?? this, log, host: this.#peer.host }, event, ref, payload)
  }

  /** Whether the view has done all that it was sent; with `alsoTasks`, its tasks as well. */
  isIdle(alsoTasks: boolean): boolean {
    return this.#actor?.isIdle(alsoTasks) ?? true
  }

  isThere(): boolean {
    return true
  }

  canTake(): boolean {
    return this.#line.canTake()
  }

  reply(ref: string, response: string): void {
    this.#answer(ref, 'ok', response)
  }

  push(event: string, payload: string): void {
    const head = event === 'diff' ? this.#diffHead : pushHead(this.joinRef, this.topic, event)
    this.#line.write(encodePush(head, payload))
  }

  write(message: Sent): void {
    if (typeof message === 'string') return this.push('diff', message)
    const { ref, event, payload } = message
    this.#line.write(encodeFrame(this.joinRef, ref, this.topic, event, payload))
  }

  supersede(): void {
    this.#line.supersede()
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

  /** Ends the view. When only the connection is lost, its browser may be able to take it up again. */
  drop(isLost = false): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#line.forget(this)
    this.kept?.endNested()
    if (this.#resumable) this.#server.parking.release(this.#resumable, this, isLost)
    else this.#actor?.end()
  }

  async #start(admission: Admission, canResume: boolean): Promise<void> {
    const { mounts, parking } = this.#server
    const around = admission.nested && this.#line.parentOf(admission.nested)
    const kept = adopt(this.#server, admission, around?.kept)
    const actor = kept?.actor ?? new Actor(admission.origin, this.#server.services)
    this.#actor = actor
    this.kept = kept?.isEmpty ? undefined : kept
    // The view was mounted for the URL of its page: what came with the join says the same.
    this.#admission = { origin: kept?.origin ?? admission.origin, nested: admission.nested }
    const mounted = kept ? actor.stage : await mounts.pass(() => actor.mount())
    if (mounted instanceof Redirect) return this.#sendAway(mounted)
    const { session } = this.#peer
    const view = canResume ? parking.open(actor, this.#admission, session!, around?.resumable) : undefined
    const page = await actor.attach(view ?? this, connectedOf(this.#server, this.#peer, admission))
    if (page instanceof Redirect) return this.#sendAway(page)
    // It may have failed over its last message before the socket came.
    if (page === undefined && kept && !this.#isOver) return this.#start(admission, canResume)
    if (page === undefined) return this.#refuse(JOIN_CRASHED)
    this.#resumable = view
    view?.weigh(page.length)
    this.reply(this.joinRef, joinAnswer(page, mounted, admission.isNavigation, view?.carry(this)))
  }

  /** Takes a view up again; false where it does not stand here any more. */
  #resume({ view, token, missed }: Resumption): boolean {
    const { admission, around } = view.options
    if (around && this.#line.parentOf(admission.nested!)?.resumable !== around) {
      view.end()
      return false
    }
    this.#admission = admission
    this.#actor = view.actor
    this.#resumable = view
    this.reply(this.joinRef, resumeAnswer(view, view.carry(this, token), missed))
    // It has been sent elsewhere, and is told so.
    if (view.hasEnded) this.close()
    return true
  }

  #sendAway(to: Redirect): void {
    const { event, payload } = leaveMessage(to, {}, this.#server.services.sealFlash)
    const events = this.#actor?.mounted?.live.effects.takeEvents() ?? []
    this.#refuse({ [event]: payload, ...(events.length > 0 && { events }) })
  }

  #refuse(response: object): void {
    this.#answer(this.joinRef, 'error', JSON.stringify(response))
    this.drop()
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
