import { RunningView, type Stage } from './running-view.ts'
import type { Message, TestChannel } from './test-channel.ts'
import type { TestPage } from './test-page.ts'
import type { TestSocket } from './test-socket.ts'
import type { Container } from './view-part.ts'

/** The browser around the views of a page. */
export interface Ground {
  readonly page: TestPage
  /** What goes along with each join of a nested view. */
  nestedParams(): object
  heed(message: Message): void
  patched(): void
}

/** A nested view, and the one that shows it. */
interface Nested {
  readonly view: RunningView
  readonly container: Container
  readonly owner: string
  /** How often in a row it has failed of its own accord. */
  failures: number
}

/** A view that has failed so often comes back no more. */
const FAILURES = 3

/** The views of one connection: the page's own, and those that stand in it, which come and go with their elements. */
export class Views implements Stage {
  readonly #resumes: boolean
  #socket: TestSocket
  readonly #statics: ReadonlyMap<string, string>
  readonly #nested = new Map<string, Nested>()
  readonly #joining = new Set<Promise<void>>()
  #ground: Ground
  #main: RunningView | undefined
  readonly #files = new Map<string, TestChannel>()

  /** `statics` are the tokens that nested views had in the page as it was loaded, by id. */
  constructor(socket: TestSocket, statics: ReadonlyMap<string, string>, ground: Ground, resumes: boolean) {
    this.#socket = socket
    this.#resumes = resumes
    this.#statics = statics
    this.#ground = ground
  }

  get socket(): TestSocket {
    return this.#socket
  }

  get page(): TestPage {
    return this.#ground.page
  }

  /** Lets sticky views go on in another page. */
  moveTo(ground: Ground): void {
    for (const id of this.#nested.keys()) ground.page.adopt(id, this.page)
    this.#ground = ground
  }

  /** Joins the page's own view, and then those that stand in it; gives the answer. */
  async join(id: string, payload: object, opened: (answer: Message) => void): Promise<Message> {
    this.#main = new RunningView(id, this, () => {})
    const answer = await this.#main.join(payload, { resumes: this.#resumes }, opened)
    await this.#joined()
    return answer
  }

  /** Goes on over another connection with all its views, or begins anew with the page's own; gives the answer. */
  async rejoin(
    socket: TestSocket,
    payload: object,
    again: boolean,
    opened: (answer: Message) => void,
  ): Promise<Message> {
    this.#socket = socket
    this.#main?.carry(socket)
    for (const { view } of this.#nested.values()) view.carry(socket)
    const answer = await this.#main!.join(payload, { resumes: true, again }, (rendered) => {
      for (const { view } of this.#nested.values()) view.end()
      this.#nested.clear()
      opened(rendered)
    })
    for (const nested of [...this.#nested.values()]) await this.#join(nested, again)
    for (const channel of this.#files.values()) {
      socket.carry(channel)
      await channel.rejoin(socket)
    }
    await this.#joined()
    return answer
  }

  /** Joins the channel of a file. */
  async joinFile(topic: string, payload: object): Promise<TestChannel> {
    const ended = () => this.#files.delete(topic)
    const channel = this.#socket.channel(topic, { heard: () => {}, ended })
    this.#files.set(topic, channel)
    await channel.join(payload, { resumes: this.#resumes }, () => {})
    return channel
  }

  /** Joins over a connection that is cut before the answer comes. */
  async joinInVain(socket: TestSocket, payload: object): Promise<void> {
    socket.deafen()
    this.rejoin(socket, payload, false, () => {}).catch(() => {})
    await new Promise((resolve) => setImmediate(resolve))
    socket.lose()
  }

  /** Sends a message of a view, the page's own by default, and gives the reply of its handler. */
  async call(
    id: string | undefined,
    event: string,
    payload: object,
    answered?: (answer: Message) => void,
  ): Promise<unknown> {
    // A message to a view that has yet to join is lost. Where none has to, it goes out at once.
    if (this.#joining.size > 0) await this.#joined()
    this.calm()
    const view = id === undefined ? this.#main : this.#nested.get(id)?.view
    if (!view) throw new Error(`The nested view "${id}" is not connected. It ended with the view around it.`)
    const reply = await view.call(event, payload, answered)
    await this.#joined()
    return reply
  }

  /** Sends the events again that a view which has ended has not answered. */
  repeat(): void {
    for (const view of [this.#main, ...[...this.#nested.values()].map(({ view }) => view)]) view?.repeat()
  }

  /** Says that what fails from now on fails for another reason. */
  calm(): void {
    for (const nested of this.#nested.values()) nested.failures = 0
  }

  /** Leaves the page for another one: only what is sticky goes on. */
  leave(): void {
    for (const nested of [...this.#nested.values()])
      if (!nested.container.isSticky && nested.owner === this.#main?.id) this.#leave(nested)
    this.#main?.leave()
  }

  heed(message: Message): void {
    this.#ground.heed(message)
  }

  patched(id: string): void {
    const shown = this.page.part(id).containers
    const isShown = (nested: Nested) => shown.some((container) => container.id === nested.container.id)
    for (const nested of this.#within(id)) if (!isShown(nested)) this.#leave(nested)
    for (const container of shown) if (!this.#isKnown(container.id)) this.#start(container, id, 0)
    this.#ground.patched()
  }

  #isKnown(id: string): boolean {
    return this.#nested.has(id) || id === this.#main?.id
  }

  #within(id: string): readonly Nested[] {
    return [...this.#nested.values()].filter(({ owner }) => owner === id)
  }

  #start(container: Container, owner: string, failures: number): void {
    const ended = (hasFailed: boolean) => this.#ended(nested, hasFailed)
    const nested = { view: new RunningView(container.id, this, ended), container, owner, failures }
    this.#nested.set(container.id, nested)
    // It fails with its view, which `ended` hears of.
    const joining = this.#join(nested).catch(() => {})
    this.#joining.add(joining)
    joining.finally(() => this.#joining.delete(joining))
  }

  async #join(nested: Nested, again = false): Promise<void> {
    const { id, session, isSticky } = nested.container
    const params = this.#ground.nestedParams()
    const fixed = this.#statics.get(id) ?? null
    const payload = { params, session, static: fixed, sticky: isSticky }
    const answer = await nested.view.join(payload, { resumes: this.#resumes, again })
    const isAnswered =
      answer['rendered'] || answer['resumed'] || answer['live_redirect'] || answer['redirect']
    if (!isAnswered) this.#ended(nested, true)
  }

  /** Waits for those that join, and for those that stand in them. */
  async #joined(): Promise<void> {
    while (this.#joining.size > 0) await Promise.all(this.#joining)
  }

  #leave(nested: Nested): void {
    const { id } = nested.container
    this.#nested.delete(id)
    for (const inner of this.#within(id)) this.#leave(inner)
    nested.view.leave()
    this.page.drop(id)
  }

  /** A nested view that has failed comes back by itself, a few times; one that was closed does not. */
  #ended(nested: Nested, hasFailed: boolean): void {
    const { container, owner, failures } = nested
    if (this.socket.isClosed || this.#nested.get(container.id) !== nested) return
    this.#nested.delete(container.id)
    for (const inner of this.#within(container.id)) this.#leave(inner)
    if (!hasFailed) return
    if (failures < FAILURES) return this.#start(container, owner, failures + 1)
    this.page.lose(`The nested view "${container.id}" fails again and again. Give openView a log to see why.`)
  }
}
