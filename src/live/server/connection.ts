import type { PatchTo } from '../actor/leave.ts'
import type { Mounted } from '../actor/load.ts'
import { LiveError } from '../kit/error.ts'
import { NOTHING } from '../kit/nothing.ts'
import { note } from '../kit/telemetry.ts'
import { decodeBinary } from '../wire/binary.ts'
import { decodeFrame, encodeFrame, type Frame } from '../wire/frame.ts'
import { Channel } from './channel.ts'
import type { Around, Line } from './line.ts'
import type { LiveServer } from './live-server.ts'
import type { NestedStanding } from './page-tokens.ts'
import type { Session } from './session.ts'
import type { Peer, Transport } from './transport.ts'
import { isOfUpload, UploadChannels } from './upload-channels.ts'

/** What a browser closes with whose page is left. */
const GOING_AWAY = 1001

/** How often a connection that is behind is looked at, in milliseconds. */
const WATCH_MS = 50

/** One transport and the views on it. */
export class Connection implements Line {
  readonly #server: LiveServer
  readonly #peer: Peer
  readonly #transport: Transport
  /** Most have one. */
  #channels: readonly Channel[] = NOTHING
  /** Made when the first file comes. */
  #uploads: UploadChannels | undefined
  /** Wakes those who wait for a view to join. */
  #expecting: readonly (() => void)[] | undefined
  #watch: NodeJS.Timeout | undefined
  #behindSince = 0
  #lastBuffered = 0
  #lastHeard = performance.now()
  #isClosed = false
  #isOver = false
  /** Whether its views end with it in any case. */
  #isForGood = false

  constructor(server: LiveServer, peer: Peer, transport: Transport) {
    this.#server = server
    this.#peer = peer
    this.#transport = transport
    noteConnected(peer)
  }

  /** The session of its browser, as it was when the socket was opened. */
  get session(): Session | undefined {
    return this.#peer.session
  }

  parentOf({ parent, sticky }: NestedStanding): Channel | undefined {
    return this.#channelOf(`lv:${parent}`) ?? (sticky ? this.#main() : undefined)
  }

  async findParent(nested: NestedStanding): Promise<Mounted | undefined> {
    for (;;) {
      const channel = this.parentOf(nested)
      await channel?.joined
      const stage = channel?.stage
      if (stage || !nested.sticky || this.#isClosed) return stage
      // When a browser comes back, it may join what is sticky before the view of the page.
      const isAsBefore = this.parentOf(nested) === channel
      if (isAsBefore) await this.#joined()
    }
  }

  /** Resolves when the next view joins. */
  #joined(): Promise<void> {
    return new Promise((wake) => {
      this.#expecting = [...(this.#expecting ?? []), wake]
    })
  }

  /** The views that stand on it. */
  get stages(): readonly Mounted[] {
    return this.#channels.flatMap(({ stage }) => stage ?? [])
  }

  stagesFor(id: string): readonly Mounted[] {
    const parked = this.#server.parking.stageOf(id, this.#peer.session)
    return parked ? [...this.stages, parked] : this.stages
  }

  patchPage(to: PatchTo): void {
    this.#main()?.stage?.live.effects.patch(to)
  }

  /** Takes one message of the browser: text, or bytes that are a part of a file. */
  receive(message: string | Uint8Array): void {
    this.heard()
    const frame = typeof message === 'string' ? decodeFrame(message) : decodeBinary(message)
    if (frame) return this.#dispatch(frame)
    const error = new LiveError('malformed_frame', 'A message is not [join_ref, ref, topic, event, payload].')
    this.#server.services.log.warn({ code: error.code, address: this.#peer.info.address }, error.message)
    this.#transport.close(1007, 'malformed frame')
  }

  /** The browser has shown that it is there. */
  heard(): void {
    this.#lastHeard = performance.now()
  }

  /** Drops the connection when its browser has been silent for too long. */
  checkIdle(now: number): void {
    if (now - this.#lastHeard > this.#server.services.limits.idleMs) this.#transport.terminate()
  }

  /** Asks the browser to come back later: 1012 for a restart, 1001 to end its views for good. */
  close(code: 1001 | 1012, reason: string): void {
    this.#isForGood ||= code === GOING_AWAY
    this.#transport.close(code, reason)
  }

  /** Ends the connection without waiting for the browser. */
  drop(): void {
    this.#transport.terminate()
  }

  /** The transport is gone: views end that cannot be taken up again, and all when its code says that the page is left. */
  closed(code?: number): void {
    if (this.#isOver) return
    this.#isOver = this.#isClosed = true
    clearInterval(this.#watch)
    const channels = this.#channels
    if (this.#isForGood || code === GOING_AWAY) for (const channel of channels) channel.drop()
    // None ends with another one: each is lost by itself.
    this.#channels = NOTHING
    for (const channel of channels) channel.drop(true)
    this.#uploads?.closed()
    note('oriel:socket.closed', () => ({ address: this.#peer.info.address }))
    this.#wake()
  }

  supersede(): void {
    this.#transport.terminate()
    this.closed()
  }

  /** Whether every view here has done all that it was sent; with `alsoTasks`, its tasks as well. */
  isIdle(alsoTasks: boolean): boolean {
    return this.#channels.every((channel) => channel.isIdle(alsoTasks))
  }

  canTake(): boolean {
    return this.#transport.bufferedAmount < this.#server.services.limits.heldBackBytes
  }

  write(frame: string): void {
    if (this.#isClosed) return
    this.#transport.send(frame)
    if (!this.canTake()) this.#watchBacklog()
  }

  forget(channel: Around): void {
    if (!this.#channels.some((each) => each === channel)) return
    this.#channels = this.#channels.filter((each) => each !== channel)
    // What stands in a view ends with it.
    for (const each of this.#channels) if (each.isWithin(channel)) each.close()
  }

  #channelOf(topic: string): Channel | undefined {
    return this.#channels.find((channel) => channel.topic === topic)
  }

  /** The view of the page. */
  #main(): Channel | undefined {
    return this.#channels.find(({ isMain }) => isMain)
  }

  #dispatch(frame: Frame): void {
    const [joinRef, ref, topic, event, payload] = frame
    if (ref === null) return
    if (isOfUpload(topic)) return this.#upload(frame)
    if (topic === 'phoenix') return this.#reply(null, ref, topic, 'ok', '{}')
    if (event === 'phx_join') return this.#join(joinRef ?? ref, ref, topic, payload)
    const channel = this.#channelOf(topic)
    if (event === 'phx_leave') return this.#leave(channel, joinRef, ref, topic)
    if (!channel) return this.#reply(joinRef, ref, topic, 'error', '{"reason":"unmatched topic"}')
    if (channel.joinRef === joinRef) channel.receive(event, ref, payload)
  }

  #join(joinRef: string, ref: string, topic: string, payload: unknown): void {
    if (!topic.startsWith('lv:'))
      return this.#reply(null, ref, topic, 'error', '{"reason":"unmatched topic"}')
    this.#channelOf(topic)?.close()
    if (this.#channels.length >= this.#server.services.limits.channels) {
      return this.#reply(joinRef, ref, topic, 'error', '{"reason":"too many channels joined"}')
    }
    const channel = new Channel(this.#server, this.#peer, this, topic, joinRef)
    this.#channels = this.#channels.concat(channel)
    channel.join(payload)
    this.#wake()
  }

  #upload(frame: Frame): void {
    this.#uploads ??= new UploadChannels(this.#server, this)
    this.#uploads.receive(frame)
  }

  #wake(): void {
    const expecting = this.#expecting ?? []
    this.#expecting = undefined
    for (const wake of expecting) wake()
  }

  // A browser also leaves what it never joined, and leaves twice after a redirect: it is always told yes.
  #leave(channel: Channel | undefined, joinRef: string | null, ref: string, topic: string): void {
    if (channel?.joinRef === joinRef) channel.left()
    this.#reply(joinRef, ref, topic, 'ok', '{}')
  }

  #reply(joinRef: string | null, ref: string, topic: string, status: 'ok' | 'error', response: string): void {
    const payload = `{"response":${response},"status":"${status}"}`
    this.write(encodeFrame(joinRef, ref, topic, 'phx_reply', payload))
  }

  /** Looks at a browser that is behind until it has caught up, or is given up. */
  #watchBacklog(): void {
    if (this.#transport.bufferedAmount > this.#server.services.limits.droppedBytes) return this.#giveUp()
    if (this.#watch) return
    this.#behindSince = performance.now()
    this.#watch = setInterval(() => this.#lookAgain(this.#transport.bufferedAmount), WATCH_MS)
  }

  #lookAgain(bufferedAmount: number): void {
    if (this.canTake()) {
      clearInterval(this.#watch)
      this.#watch = undefined
      for (const channel of this.#channels) channel.resume()
    } else if (bufferedAmount < this.#lastBuffered) this.#behindSince = performance.now()
    else if (performance.now() - this.#behindSince > this.#server.services.limits.stalledMs) this.#giveUp()
    this.#lastBuffered = bufferedAmount
  }

  #giveUp(): void {
    this.#isClosed = true
    clearInterval(this.#watch)
    const facts = { code: 'slow_consumer', address: this.#peer.info.address }
    this.#server.services.log.warn(facts, 'A browser took its messages too slowly.')
    this.#transport.terminate()
  }
}

// Apart from the connection: what is told may be kept, and would keep that.
function noteConnected({ info: { address, userAgent } }: Peer): void {
  note('oriel:socket.connected', () => ({ address, userAgent }))
}
