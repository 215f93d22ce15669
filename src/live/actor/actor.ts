import { randomUUID } from 'node:crypto'
import type { Topic } from '../bus/topic.ts'
import { LiveError } from '../kit/error.ts'
import { Mailbox } from '../kit/mailbox.ts'
import type { Connected, MaybePromise } from '../view/live.ts'
import { Redirect } from '../view/outcome.ts'
import { checkBacklog } from './backlog.ts'
import { isPromise, withDeadline } from './deadline.ts'
import { Endings } from './endings.ts'
import type { Host, LiveHandle } from './handle.ts'
import { load, type Mounted, takeLeave, within } from './load.ts'
import type { Origin } from './origin.ts'
import { paramsTurn, type Seat, tooManyPatches } from './params.ts'
import { report } from './report.ts'
import type { Runnable } from './scheduler.ts'
import type { Services } from './services.ts'
import type { Sink } from './sink.ts'
import { type Ending, finish, type Stage, type Turn } from './turn.ts'

/** One running view: a mailbox, one message at a time to its end, also across `await`. */
export class Actor implements Host, Runnable {
  readonly id = randomUUID()
  readonly #origin: Origin
  readonly #services: Services
  readonly #mailbox: Mailbox<Turn>
  readonly #endings = new Endings()
  #stage: (Omit<Stage, 'sink'> & Seat) | undefined
  #sink: Sink | undefined
  #isBusy = true
  #isScheduled = false
  #isEnded = false
  #wasConnected = false

  constructor(origin: Origin, services: Services) {
    this.#origin = origin
    this.#services = services
    this.#mailbox = new Mailbox(services.limits.mailbox)
  }

  get name(): string {
    return this.#origin.name
  }

  /** Loads the first assigns. Throws what the view's callbacks throw; then, and on a redirect, it has ended. */
  async mount(): Promise<Redirect | Mounted> {
    try {
      const loaded = await load(this.#origin, this.#services, this, this.#endings)
      if (loaded instanceof Redirect) this.end()
      else this.#stage = { ...loaded, services: this.#services }
      return loaded
    } catch (error) {
      this.end()
      throw error
    }
  }

  /** The page for the answer to an HTTP request. */
  page(): { readonly html: string; readonly title: string | undefined } {
    const { screen } = this.#staged()
    return { html: screen.html(), title: screen.title }
  }

  /** Gives the view its browser, and the page in full to send there; or where to go instead. Undefined once it has ended. */
  async attach(sink: Sink, connected: Connected): Promise<Redirect | string | undefined> {
    if (this.#isEnded) return undefined
    const { live, screen } = this.#staged()
    try {
      const { connect } = this.#origin.view.definition
      await within(this.#services, `connect of ${this.name}`, () => connect?.(live, connected))
      this.#wasConnected = true
      if (this.#isEnded) return await this.#disconnect(live)
      const leave = takeLeave(live)
      if (leave) {
        this.end()
        return leave
      }
      const page = screen.full({ events: live.takeEvents() })
      this.#sink = sink
      this.#isBusy = false
      this.#schedule()
      return page
    } catch (error) {
      // Its handle was revoked under it.
      if (this.#isEnded) return undefined
      this.end()
      throw error
    }
  }

  /** Whether nothing waits, and nothing runs; with `alsoTasks`, no task either. */
  isIdle(alsoTasks: boolean): boolean {
    const isAwaiting = alsoTasks && this.#stage?.live.isAwaiting
    return this.#isEnded || !(isAwaiting || this.#isBusy || this.#isScheduled || this.#mailbox.size > 0)
  }

  /** Puts a message into the mailbox. */
  receive(turn: Turn): void {
    if (this.#isEnded) return
    if (this.#mailbox.push(turn)) return this.#schedule()
    this.#crash(new LiveError('mailbox_full', `Too many messages wait for ${this.name}.`), turn)
  }

  enqueue(what: string, run: () => MaybePromise<unknown>): void {
    this.receive({ what, ref: undefined, run })
  }

  subscribe<M>(topic: Topic<M>, listener: (message: M) => void): () => void {
    return this.#services.pubsub.subscribe(topic, listener)
  }

  changed(): void {
    if (!this.#isBusy) this.#schedule()
  }

  /** The view's handle, for those who make its turns. */
  get live(): LiveHandle {
    return this.#staged().live
  }

  /** Takes the view to another URL on behalf of its browser, which has seen its flash; an error where the URL does not fit. */
  patchTo(url: URL, ref: string): LiveError | undefined {
    const turn = paramsTurn(this.#origin, () => this.#staged(), url, ref)
    if (turn instanceof LiveError) return turn
    const run = () => {
      this.live.clearFlash()
      return turn.run()
    }
    this.receive({ ...turn, run })
    return undefined
  }

  run(): void {
    this.#isScheduled = false
    while (!this.#isBusy && !this.#isEnded) {
      const turn = this.#mailbox.shift()
      if (!turn) return this.#show()
      this.#begin(turn)
    }
  }

  /** Ends the view: its timers, subscriptions and presences end with it. */
  end(): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#mailbox.clear()
    this.#endings.end()
    const live = this.#stage?.live
    if (live && this.#wasConnected) this.#disconnect(live)
  }

  #begin(turn: Turn): void {
    // Whoever waits for an answer sees first what came before it.
    if (turn.ref !== undefined) this.#show()
    if (this.#isEnded) return
    try {
      const outcome = turn.run()
      if (isPromise(outcome)) this.#await(turn, outcome, 0)
      else this.#finish(turn, outcome, 0)
    } catch (error) {
      this.#crash(error, turn)
    }
  }

  #await(turn: Turn, outcome: Promise<unknown>, patches: number): void {
    this.#isBusy = true
    withDeadline(outcome, this.#services.limits.turnMs, `${turn.what} of ${this.name}`)
      .then((value) => {
        this.#isBusy = false
        this.#finish(turn, value, patches)
        this.#schedule()
      })
      .catch((error) => this.#crash(error, turn))
  }

  #finish(turn: Turn, outcome: unknown, patches: number): void {
    const { live } = this.#staged()
    live.endEvent()
    if (this.#isEnded || (turn.ref === undefined && !live.isGoing)) return
    this.#conclude(this.#finishStage(turn.ref, outcome), turn, outcome, patches)
  }

  #finishStage(ref: string | undefined, outcome: unknown): Ending {
    const sink = this.#sink
    return sink ? finish({ ...this.#staged(), sink }, ref, outcome) : 'stay'
  }

  #conclude(ending: Ending, turn: Turn, outcome: unknown, patches: number): void {
    if (ending === 'stay') return
    if (ending === 'left') {
      this.#sink?.close()
      return this.end()
    }
    if (patches >= this.#services.limits.patches) throw tooManyPatches(this.#origin, this.#services)
    const to = new URL(ending.to, this.#origin.url)
    const next = paramsTurn(this.#origin, () => this.#staged(), to, turn.ref)
    if (next instanceof LiveError) throw next
    const params = next.run()
    if (!isPromise(params)) return this.#finish(turn, outcome, patches + 1)
    const done = params.then(() => outcome)
    this.#await({ ...turn, what: next.what }, done, patches + 1)
  }

  /** Sends what has changed, unless the browser does not keep up: then it waits and merges. */
  #show(): void {
    const stage = this.#stage
    if (!stage || !this.#sink || this.#isEnded || !(stage.live.isDirty || stage.live.isGoing)) return
    const turn: Turn = { what: 'render', ref: undefined, run: () => undefined }
    try {
      if (this.#sink.canTake() || stage.live.isGoing) {
        this.#conclude(this.#finishStage(undefined, undefined), turn, undefined, 0)
      } else checkBacklog(this.#services, this.name, stage.live)
    } catch (error) {
      this.#crash(error, turn)
    }
  }

  #crash(error: unknown, turn: Turn): void {
    if (this.#isEnded) return
    report(this.#services, this.name, turn.what, error, turn.ref)
    this.#sink?.fail()
    this.end()
  }

  async #disconnect(live: LiveHandle): Promise<undefined> {
    try {
      await within(this.#services, 'disconnect', () => this.#origin.view.definition.disconnect?.(live))
    } catch (error) {
      report(this.#services, this.name, 'disconnect', error)
    }
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isBusy || this.#isEnded) return
    this.#isScheduled = true
    this.#services.scheduler.schedule(this)
  }

  #staged(): Omit<Stage, 'sink'> & Seat {
    if (!this.#stage) throw new LiveError('live_ended', `${this.name} was used before it was mounted.`)
    return this.#stage
  }
}
