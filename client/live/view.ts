import { extract } from '../../src/live/wire/merge.ts'
import type { Diff } from '../../src/live/wire/tree.ts'
import { Acks } from './acks.ts'
import { Channel, type Line } from './channel.ts'
import { Removals } from './components.ts'
import type { Destination } from './navigation.ts'
import type { Push } from './pushes.ts'
import type { JoinResponse, PushResponse } from './responses.ts'
import { Screen } from './screen.ts'
import type { LiveState } from './status.ts'
import type { Arrival, Standing, ViewReach } from './view-reach.ts'
import { dispatch, retitle } from './window.ts'

/** How often in a row a nested view tries to join. */
const MAX_ATTEMPTS = 3

/** One live view on the page: joins, merges what the server sends into its tree, and puts it on the page. */
export class View implements Standing {
  readonly channel: Channel
  readonly #arrival: Arrival
  readonly #acks = new Acks()
  readonly #reach: ViewReach
  #container: HTMLElement
  #href: string | undefined
  readonly #screen: Screen
  #joins = 0
  #attempts = 0
  /** What has come for a page that is shown when all recovered forms are answered. */
  #held: Diff[] | undefined
  /** Answers to the forms that are being recovered right now. */
  #recovering: Promise<unknown>[] | undefined
  /** The page still shows the view before this one. */
  #isArriving: boolean
  #onArrived: (() => void) | undefined
  readonly #removals: Removals

  constructor(container: HTMLElement, arrival: Arrival, line: Line, reach: ViewReach) {
    this.#container = container
    this.#href = arrival.href
    this.#arrival = arrival
    this.#onArrived = arrival.onArrived
    this.#isArriving = arrival.redirect !== undefined
    this.#reach = reach
    this.channel = new Channel(`lv:${container.id}`, line, {
      joinPayload: () => this.#joinPayload(),
      onJoin: (response) => this.#attempt(() => this.#joined(response as JoinResponse)),
      onRefused: (response) => reach.refused(response, this.#href, this.#flash),
      onMessage: (event, payload) => this.#attempt(() => this.#received(event, payload)),
      onAway: () => reach.away(this),
      onSlow: (state) => reach.stands(this, state),
      onResume: () => reach.stands(this, 'connected'),
      onDown: (state) => this.#down(state),
    })
    this.#screen = new Screen((change) => reach.patch(change))
    this.#removals = new Removals(container.id, this.channel, (cids) => this.#screen.forget(cids))
  }

  get container(): HTMLElement {
    return this.#container
  }

  get isPage(): boolean {
    return this.#arrival.href !== undefined
  }

  /** The id of the view that it is nested in, and ends with. */
  get parent(): string | undefined {
    return this.#container.dataset['phxParentId']
  }

  end(): void {
    this.channel.leave()
    this.#acks.releaseAll()
  }

  /** To be called when elements have come or gone. */
  changed(): void {
    this.#removals.check()
  }

  /** Pushes an event and gives the view's reply, or null; the elements that it came from wait meanwhile. */
  push(push: Push): Promise<unknown> {
    const answer = this.#push(push)
    this.#recovering?.push(answer)
    return answer
  }

  /** Sends other parameters; says whether the view could take them. */
  async patch(href: string): Promise<boolean> {
    const response: PushResponse = await this.channel.push('live_patch', { url: href })
    if (response.link_redirect) return false
    this.#href = href
    this.#answered(response)
    return true
  }

  /** Sends a message that is no event, and gives the answer. */
  async tell(message: string, payload: object): Promise<object> {
    const response = await this.channel.push(message, payload)
    this.#answered(response)
    return response
  }

  async #push({ payload, holds }: Push): Promise<unknown> {
    if (this.#isArriving)
      throw new Error(`The page is leaving for another view: "${payload.event}" is not sent.`)
    const ref = this.#acks.hold(this.#container.id, holds)
    const response = await this.channel.push('event', payload).finally(() => this.#acks.release(ref))
    return this.#answered(response)
  }

  /** What the page before has left for this one, until that has shown it. */
  get #flash(): string | undefined {
    return this.#isArriving ? this.#arrival.redirect?.flash : undefined
  }

  #joinPayload(): object {
    const { dataset } = this.#container
    const { redirect } = this.#arrival
    return {
      [redirect ? 'redirect' : 'url']: this.#href,
      params: {
        ...this.#reach.params(),
        _mounts: this.#joins,
        _mount_attempts: this.#attempts++,
        _live_referer: redirect?.referer,
      },
      session: dataset['phxSession'],
      static: dataset['phxStatic'] || null,
      flash: this.#flash,
      sticky: 'phxSticky' in dataset,
    }
  }

  #joined({ rendered, container, live_patch }: JoinResponse): void {
    const isFirst = this.#joins++ === 0
    this.#attempts = 0
    const { tree, title, events } = extract(rendered)
    const page = this.#screen.begin(this.#container, tree)
    const held: Diff[] = []
    this.#held = held
    const finish = () => {
      if (this.#held !== held) return
      this.#held = undefined
      if (this.#isArriving) this.#replaceContainer(container)
      this.#isArriving = false
      this.#removals.begin()
      dispatch(events, true)
      this.#screen.join(this.#container, page)
      retitle(title)
      dispatch(events)
      for (const diff of held) this.#update(diff)
      if (live_patch) this.#patched(live_patch)
      this.#reach.stands(this, 'connected')
      this.#onArrived?.()
      this.#onArrived = undefined
    }
    const answers = isFirst ? [] : this.#recover(page.html)
    if (answers.length > 0) Promise.allSettled(answers).then(() => this.#attempt(finish))
    else if (this.#isArriving) this.#reach.transition(() => this.#attempt(finish))
    else finish()
  }

  /** Gives the answers to what is pushed meanwhile. */
  #recover(html: string): readonly Promise<unknown>[] {
    const answers: Promise<unknown>[] = []
    this.#recovering = answers
    this.#reach.recover(this.#container, html)
    this.#recovering = undefined
    return answers
  }

  #received(event: string, payload: unknown): void {
    if (event === 'diff') this.#update(payload as Diff)
    else if (event === 'live_patch') this.#patched(payload as Destination)
    else this.#reach.depart({ [event]: payload })
  }

  #answered(response: PushResponse): unknown {
    const { diff, error } = response
    const reply = this.#attempt(() => this.#update(diff ?? {}))
    this.#reach.depart(response)
    if (error) throw new Error(`The server refused the event: ${error.code}.`)
    return reply
  }

  #update(diff: Diff): unknown {
    const { tree, title, events, reply } = extract(diff)
    if (this.#held) this.#held.push(diff)
    else {
      dispatch(events, true)
      this.#screen.update(this.#container, tree)
      retitle(title)
      dispatch(events)
    }
    return reply ?? null
  }

  #patched(destination: Destination): void {
    this.#href = new URL(destination.to, location.href).href
    this.#reach.livePatch(destination)
  }

  #down(state: LiveState): boolean {
    this.#held = undefined
    this.#acks.releaseAll()
    this.#reach.stands(this, state)
    return this.isPage || this.#attempts < MAX_ATTEMPTS
  }

  /** What cannot be merged or shown leaves the page unlike its view: a new join brings everything. */
  #attempt<Result>(action: () => Result): Result {
    try {
      return action()
    } catch (error) {
      this.channel.crash()
      throw error
    }
  }

  #replaceContainer([tag, attributes]: JoinResponse['container'] = [this.#container.tagName, {}]): void {
    const old = this.#container
    const next = document.createElement(tag)
    const kept = ['id', 'data-phx-main', 'data-phx-session', 'data-phx-static']
    for (const name of kept) next.setAttribute(name, old.getAttribute(name) ?? '')
    for (const [name, value] of Object.entries(attributes)) next.setAttribute(name, value)
    next.append(...old.querySelectorAll('[data-phx-sticky]'))
    old.replaceWith(next)
    this.#container = next
  }
}
