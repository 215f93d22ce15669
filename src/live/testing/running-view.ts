import type { Diff } from '../wire/tree.ts'
import type { JoinOptions, Message, TestChannel } from './test-channel.ts'
import type { TestPage } from './test-page.ts'
import type { TestSocket } from './test-socket.ts'

/** What a view runs on, and who hears of what is not its own affair. */
export interface Stage {
  readonly page: TestPage
  readonly socket: TestSocket
  /** Does what a message asks of the browser as a whole, such as to go elsewhere. */
  heed(message: Message): void
  /** A patch of the view is in the page. */
  patched(id: string): void
}

/** A view as its browser has it: a channel, and a part of the page. */
export class RunningView {
  readonly id: string
  readonly #stage: Stage
  readonly #channel: TestChannel

  /** `id` is that of its container. */
  constructor(id: string, stage: Stage, ended: (hasFailed: boolean) => void) {
    this.id = id
    this.#stage = stage
    const heard = (event: string, payload: Message) => this.#hear(event, payload)
    this.#channel = stage.socket.channel(`lv:${id}`, { heard, ended })
  }

  /** Goes on over another connection. */
  carry(socket: TestSocket): void {
    socket.carry(this.#channel)
    this.#channel.carry(socket)
  }

  /** Joins, and gives the answer; `opened` runs before the page is looked at. */
  join(
    payload: object,
    options: JoinOptions,
    opened: (answer: Message) => void = () => {},
  ): Promise<Message> {
    return this.#channel.join(payload, options, (answer) => {
      const { page } = this.#stage
      if (answer['rendered']) {
        page.open(this.id, answer['rendered'] as Diff)
        if (!answer['resumed']) opened(answer)
        this.#stage.patched(this.id)
      } else if (!answer['resumed']) this.#stage.heed(answer)
      return answer
    })
  }

  /** Sends a message and gives the reply of its handler; `answered` is given the whole answer first. */
  call(event: string, payload: object, answered: (answer: Message) => void = () => {}): Promise<unknown> {
    return this.#channel.call(event, payload, (answer) => {
      answered(answer)
      if (answer['error']) return { error: answer['error'] }
      this.#stage.heed(answer)
      const reply = answer['diff'] ? this.#apply(answer['diff'] as Diff) : undefined
      this.#stage.patched(this.id)
      return reply
    })
  }

  /** Sends the events again that the view before has not answered. */
  repeat(): void {
    this.#channel.repeat()
  }

  /** Another one takes its place: what was sent to it is answered by nobody. */
  end(): void {
    this.#channel.end()
  }

  leave(): void {
    this.#channel.leave()
  }

  #hear(event: string, payload: Message): void {
    if (event !== 'diff') return this.#stage.heed({ [event]: payload })
    this.#apply(payload as Diff)
    this.#stage.patched(this.id)
  }

  #apply(diff: Diff): unknown {
    const { page } = this.#stage
    const before = page.part(this.id).cids
    const reply = page.apply(this.id, diff)
    const gone = [...before].filter((cid) => !page.part(this.id).cids.has(cid))
    // The removal fails with its view, which others are told of.
    if (gone.length > 0) this.#remove(gone).catch(() => {})
    return reply
  }

  /** Says which live components are not shown any more, and again if they have not come back meanwhile. */
  async #remove(gone: readonly number[]): Promise<void> {
    await this.call('cids_will_destroy', { cids: gone })
    const part = this.#stage.page.part(this.id)
    const cids = gone.filter((cid) => !part.cids.has(cid))
    if (cids.length === 0) return
    await this.call('cids_destroyed', { cids }, (answer) => part.forget((answer['cids'] ?? []) as number[]))
  }
}
