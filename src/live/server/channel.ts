import type { PatchTo } from '../actor/leave.ts'
import type { Mounted } from '../actor/load.ts'
import { flat } from '../kit/flat.ts'
import { encodeFrame, encodePush, pushHead } from '../wire/frame.ts'
import { eventIdOf } from './event-id.ts'
import { receive } from './inbound.ts'
import { type Joiner, Joining, type Seated } from './joining.ts'
import type { KeptView } from './kept-view.ts'
import type { Around, Line } from './line.ts'
import type { LiveServer } from './live-server.ts'
import type { Sent } from './outbox.ts'
import type { Resumable } from './resumable.ts'
import { keyOf, type ResumeRequest } from './resume-request.ts'
import type { Peer } from './transport.ts'

/** One view on one connection: what carries its messages both ways from join to leave. */
export class Channel implements Joiner, Around {
  readonly topic: string
  readonly joinRef: string
  /** Resolves once the join is answered. */
  joined = Promise.resolve()
  readonly #server: LiveServer
  readonly #peer: Peer
  readonly #line: Line
  /** What each of its diffs begins with. */
  readonly #diffHead: string
  #seated: Seated | undefined
  /** What the client tells the view of this channel from others by. */
  #id: ResumeRequest['id']
  #isOver = false

  constructor(server: LiveServer, peer: Peer, line: Line, topic: string, joinRef: string) {
    this.#server = server
    this.#peer = peer
    this.#line = line
    this.topic = topic
    this.joinRef = joinRef
    this.#diffHead = flat(pushHead(joinRef, topic, 'diff'))
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Starts the view, or takes it up again, and answers the join; the ref of a join is its join ref. */
  join(payload: unknown): void {
    const joining = new Joining(this.#server, this.#peer, this.#line, this, payload)
    this.#id = joining.request?.id
    this.joined = joining.run(payload)
  }

  /** A view stands here from now on. */
  seat(seated: Seated): void {
    this.#seated = seated
  }

  get kept(): KeptView | undefined {
    return this.#seated?.kept
  }

  /** The view that stands here, once it is mounted. */
  get stage(): Mounted | undefined {
    return this.#isOver ? undefined : this.#seated?.actor.mounted
  }

  get resumable(): Resumable | undefined {
    return this.#seated?.resumable
  }

  /** Whether the view of the page stands here. */
  get isMain(): boolean {
    return this.#seated !== undefined && !this.#seated.admission.nested
  }

  /** Whether the view stands in that of another channel, and does not outlive it. */
  isWithin({ topic }: Around): boolean {
    const nested = this.#seated?.admission.nested
    return nested !== undefined && !nested.sticky && topic === `lv:${nested.parent}`
  }

  /** Takes a message of the browser. */
  receive(event: string, ref: string, payload: unknown): void {
    if (!this.#seated) return
    const { admission, actor, resumable } = this.#seated
    resumable?.confirm()
    if (event === 'ack') return resumable?.acknowledge((payload as { readonly seen?: unknown }).seen)
    if (resumable?.take(ref) === false) return
    const id = this.#id
    const ends = {
      actor,
      view: admission.origin.view,
      sink: resumable ?? this,
      log: this.#server.services.log,
      host: this.#peer.host,
      eventIdOf:
        id === undefined
          ? undefined
          : (of: string) => eventIdOf(keyOf(this.#peer.session!, this.topic, id), of),
    }
    receive(ends, event, ref, payload)
  }

  /** Whether the view has done all that it was sent; with `alsoTasks`, its tasks as well. */
  isIdle(alsoTasks: boolean): boolean {
    return this.#seated?.actor.isIdle(alsoTasks) ?? true
  }

  isThere(): boolean {
    return true
  }

  canTake(): boolean {
    return this.#line.canTake()
  }

  reply(ref: string, response: string, isRefused = false): void {
    this.#answer(ref, isRefused ? 'error' : 'ok', response)
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
    const { nested, origin } = this.#seated?.admission ?? {}
    if (nested) this.#line.parentOf(nested)?.stage?.residents.children?.left(origin!.id)
  }

  /** The connection takes messages again. */
  resume(): void {
    this.#seated?.actor.changed()
  }

  /** Ends the view. When only the connection is lost, its browser may be able to take it up again. */
  drop(isLost = false): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#line.forget(this)
    if (this.resumable) return this.#server.parking.release(this.resumable, this, isLost)
    this.kept?.endNested()
    this.#seated?.actor.end()
  }

  /** Answers the join: there is no view for it. */
  refuse(response: object): void {
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
