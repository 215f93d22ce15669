import type { Mounted } from '../actor/load.ts'
import type { Reception } from '../upload/reception.ts'
import { Refusal } from '../upload/refusal.ts'
import { encodeFrame, type Frame } from '../wire/frame.ts'
import type { LiveServer } from './live-server.ts'
import { openFile } from './uploading.ts'

/** What these channels need of their connection. */
export interface UploadLine {
  /** The views that it carries. */
  readonly stages: () => readonly Mounted[]
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

/** Begins the topic of the channel that carries one file. */
const PREFIX = 'lvu:'

/** The channels of one connection that carry files: each is joined with a token, and brings one file in chunks. */
export class UploadChannels {
  readonly #server: LiveServer
  readonly #line: UploadLine
  readonly #open = new Map<string, Open>()

  constructor(server: LiveServer, line: UploadLine) {
    this.#server = server
    this.#line = line
  }

  /** Takes a message of the browser; false when it is for no such channel. */
  receive([joinRef, ref, topic, event, payload]: Frame): boolean {
    if (!topic.startsWith(PREFIX) || ref === null) return false
    const open = this.#open.get(topic)
    const isOurs = open?.joinRef === joinRef
    if (event === 'phx_join') this.#join(joinRef ?? ref, ref, topic, payload)
    else if (event === 'phx_leave') this.#leave(isOurs ? open : undefined, joinRef, ref, topic)
    else if (!open || !isOurs) this.#reply(joinRef, ref, topic, 'error', { reason: 'unmatched topic' })
    else if (event === 'chunk' && payload instanceof Uint8Array) void this.#take(open, ref, payload)
    else this.#reply(joinRef, ref, topic, 'error', { reason: 'malformed_chunk' })
    return true
  }

  /** The connection is gone: what is not whole will never be. */
  closed(): void {
    for (const { reception } of [...this.#open.values()]) reception.interrupt()
    this.#open.clear()
  }

  #join(joinRef: string, ref: string, topic: string, payload: unknown): void {
    const refuse = (reason: string) => this.#reply(joinRef, ref, topic, 'error', { reason })
    if (this.#open.size >= this.#server.services.limits.uploads) return refuse('too_many_uploads')
    const { token } = payload as { readonly token?: unknown }
    const reception = openFile(this.#line.stages(), this.#server.tokens.verify('upload', token))
    if (typeof reception === 'string') return refuse(reception)
    const open: Open = { topic, joinRef, reception, unanswered: 0 }
    // Another file that had the topic is not to be continued here.
    this.#open.get(topic)?.reception.interrupt()
    this.#open.set(topic, open)
    reception.onOver(() => open.unanswered === 0 && this.#close(open))
    this.#reply(joinRef, ref, topic, 'ok', {})
  }

  async #take(open: Open, ref: string, bytes: Uint8Array): Promise<void> {
    const { topic, joinRef, reception } = open
    open.unanswered++
    try {
      await reception.take(bytes)
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
