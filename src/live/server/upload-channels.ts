import type { Mounted } from '../actor/load.ts'
import type { Reception } from '../upload/reception.ts'
import { Refusal } from '../upload/refusal.ts'
import { encodeFrame, type Frame } from '../wire/frame.ts'
import type { LiveServer } from './live-server.ts'
import { resumeRequest } from './resume-request.ts'
import { openFile } from './uploading.ts'

/** What these channels need of their connection. */
export interface UploadLine {
  /** The views that it carries, and the one of this id if it has no connection right now. */
  stagesFor(id: string): readonly Mounted[]
  write(frame: string): void
}

/** A file on its way. */
interface Open {
  readonly topic: string
  readonly joinRef: string
  readonly reception: Reception
  /** Chunks that wait for their answer. */
  unanswered: number
}

/** What a browser takes a file up by, beside the token of that. */
const RESUME = 'file'

/** The ref of the last chunk of each file. */
const lastRefs = new WeakMap<Reception, string>()

/** Whether a topic is that of a channel that carries one file. */
export const isOfUpload = (topic: string): boolean => topic.startsWith('lvu:')

/**
 * The channels of one connection that carry files: each is joined with a token, and brings one file in
 * chunks. After a lost connection it goes on where it was, as a view does.
 */
export class UploadChannels {
  readonly #server: LiveServer
  readonly #line: UploadLine
  readonly #open = new Map<string, Open>()

  constructor(server: LiveServer, line: UploadLine) {
    this.#server = server
    this.#line = line
  }

  /** Takes a message of the browser for such a channel. */
  receive([joinRef, ref, topic, event, payload]: Frame): void {
    if (ref === null) return
    const open = this.#open.get(topic)
    const isOurs = open?.joinRef === joinRef
    if (event === 'phx_join') this.#join(joinRef ?? ref, ref, topic, payload)
    // The one message that it would be about is told again anyway.
    else if (event === 'ack') return
    else if (event === 'phx_leave') this.#leave(isOurs ? open : undefined, joinRef, ref, topic)
    else if (!open || !isOurs) this.#reply(joinRef, ref, topic, 'error', { reason: 'unmatched topic' })
    else if (event === 'chunk' && payload instanceof Uint8Array) void this.#take(open, ref, payload)
    else this.#reply(joinRef, ref, topic, 'error', { reason: 'malformed_chunk' })
  }

  /** The connection is gone: what is not whole ends with its view, or goes on with that. */
  closed(): void {
    for (const open of this.#open.values()) open.reception.release(open)
    this.#open.clear()
  }

  #join(joinRef: string, ref: string, topic: string, payload: unknown): void {
    const refuse = (reason: string) => this.#reply(joinRef, ref, topic, 'error', { reason })
    if (this.#open.size >= this.#server.services.limits.uploads) return refuse('too_many_uploads')
    const { token } = payload as { readonly token?: unknown }
    const request = resumeRequest(payload)
    const isResumed = request?.token !== undefined
    // A client that can go on also repeats a join whose answer was lost.
    const canGoOn = request !== undefined
    const data = this.#server.tokens.verify('upload', token)
    const reception = openFile((id) => this.#line.stagesFor(id), data, canGoOn)
    if (typeof reception === 'string') return refuse(reception)
    if (!isResumed && lastRefs.has(reception)) return refuse('already_registered')
    const open: Open = { topic, joinRef, reception, unanswered: 0 }
    // Another file that had the topic is not to be continued here.
    this.#open.get(topic)?.reception.interrupt()
    this.#open.set(topic, open)
    reception.onOver(() => open.unanswered === 0 && this.#close(open))
    reception.carry(open)
    if (isResumed) void this.#goOn(open, ref)
    else this.#reply(joinRef, ref, topic, 'ok', request ? { resume: RESUME } : {})
  }

  /** Tells the browser up to where its chunks are written, and once more that the last one is. */
  async #goOn({ topic, joinRef, reception }: Open, ref: string): Promise<void> {
    await reception.written
    if (reception.isOver) return this.#reply(joinRef, ref, topic, 'error', { reason: 'interrupted' })
    const last = lastRefs.get(reception)
    const missed = last === undefined ? [] : [[last, 'phx_reply', { response: {}, status: 'ok' }]]
    const resumed = { received: Number(last ?? 0), missed }
    this.#reply(joinRef, ref, topic, 'ok', { resume: RESUME, resumed })
  }

  async #take(open: Open, ref: string, bytes: Uint8Array): Promise<void> {
    const { topic, joinRef, reception } = open
    open.unanswered++
    try {
      lastRefs.set(reception, ref)
      await reception.take(open, bytes)
      await this.#server.uploadPace.turn()
      this.#reply(joinRef, ref, topic, 'ok', {})
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.#reply(joinRef, ref, topic, 'error', error.response)
    }
    open.unanswered--
    if (reception.isOver && open.unanswered === 0) this.#close(open)
  }

  #leave(open: Open | undefined, joinRef: string | null, ref: string, topic: string): void {
    if (open) this.#open.delete(topic)
    this.#reply(joinRef, ref, topic, 'ok', {})
    open?.reception.interrupt()
    open?.reception.release(open)
  }

  #close(open: Open): void {
    const { topic, joinRef } = open
    if (this.#open.get(topic) !== open) return
    this.#open.delete(topic)
    this.#line.write(encodeFrame(joinRef, joinRef, topic, 'phx_close', '{}'))
  }

  #reply(joinRef: string | null, ref: string, topic: string, status: 'ok' | 'error', response: object): void {
    const payload = JSON.stringify({ response, status })
    this.#line.write(encodeFrame(joinRef, ref, topic, 'phx_reply', payload))
  }
}
