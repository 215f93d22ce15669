import type { Topic } from '../bus/topic.ts'
import { LiveError } from '../kit/error.ts'
import { newUuid } from '../kit/flat.ts'
import { Mailbox } from '../kit/mailbox.ts'
import type { Identified } from '../template/component-call.ts'
import type { MaybePromise } from '../view/live.ts'
import { Redirect } from '../view/outcome.ts'
import { backlogOf } from './backlog.ts'
import { conclude } from './conclude.ts'
import { disconnect, type Entrance } from './connect.ts'
import { isPromise, withDeadline } from './deadline.ts'
import { Endings } from './endings.ts'
import type { Host, Turn, ViewHost } from './host.ts'
import { load, type Mounted } from './load.ts'
import type { Origin } from './origin.ts'
import { visitTurn } from './params.ts'
import { report } from './report.ts'
import type { Due, Runnable } from './scheduler.ts'
import type { Services } from './services.ts'
import type { Sink } from './sink.ts'

/** What a view is held up by while it is rendered of its own accord. */
const RENDER: Turn = { what: 'render', ref: undefined, run: () => undefined }

/** One running view: a mailbox, one message at a time to its end, also across `await`. */
export class Actor implements ViewHost, Runnable {
  readonly id = newUuid()
  readonly #origin: Origin
  readonly #services: Services
  readonly #mailbox: Mailbox<Turn>
  readonly #endings = new Endings()
  #stage: Mounted | undefined
  #sink: Sink | undefined
  /** The turn that has something to wait for. */
  #turning: Promise<void> | undefined
  #turn = RENDER
  #isBusy = true
  /** When it runs; undefined where nothing waits for that. */
  #due: Due | undefined
  #isEnded = false
  isConnected = false

  constructor(origin: Origin, services: Services) {
    this.#origin = origin
    this.#services = services
    this.#mailbox = new Mailbox(services.limits.mailbox)
  }

  /** The turn that ran last. */
  get turn(): string {
    return `${this.#turn.what} of ${this.name}`
  }

  get name(): string {
    return this.#origin.name
  }

  get uploading(): Host['uploading'] {
    return { ...this.#services.uploading, place: this.#origin.id }
  }

  /** Loads the first assigns. Throws what the view's callbacks throw; then, and on a redirect, it has ended. */
  async mount(): Promise<Redirect | Mounted> {
    try {
      const loaded = await load(this.#origin, this.#services, this, this.#endings)
      if (loaded instanceof Redirect) this.end()
      else this.#stage = loaded
      return loaded
    } catch (error) {
      this.end()
      throw error
    }
  }

  /** Takes messages from now on. Until a browser is attached, nothing is rendered. */
  wait(): void {
    this.#isBusy = false
    this.#schedule()
  }

  get hasEnded(): boolean {
    return this.#isEnded
  }

  /** Gives the view its browser, and what `enter` makes for it between two turns. Undefined once it has ended. */
  async attach(sink: Sink, enter: (stage: Mounted) => Promise<Entrance>): Promise<Entrance> {
    while (this.#turning) await this.#turning
    this.#isBusy = true
    if (this.#isEnded) return undefined
    const entering = enter(this.stage)
    this.#turning = Promise.allSettled([entering]).then(() => (this.#turning = undefined))
    try {
      const page = await entering
      if (page instanceof Redirect) this.end()
      if (page instanceof Redirect || this.#isEnded) return page
      this.#sink = sink
      this.wait()
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
    const { live, residents } = this.#stage ?? {}
    const isAwaiting = alsoTasks && (live?.isAwaiting || residents?.components?.isAwaiting)
    return this.#isEnded || !(isAwaiting || this.#isBusy || this.#due || this.#mailbox.size > 0)
  }

  /** Puts a message into the mailbox. */
  receive(turn: Turn, due: Due = 'now'): void {
    if (this.#isEnded) return
    if (this.#mailbox.push(turn)) return this.#schedule(this.#mailbox.isCrowded ? 'now' : due)
    this.#crash(new LiveError('mailbox_full', `Too many messages wait for ${this.name}.`), turn)
  }

  enqueue(what: string, run: () => MaybePromise<unknown>, due?: Due): void {
    this.receive({ what, ref: undefined, run }, due)
  }

  subscribe<M>(topic: Topic<M>, listener: (message: M) => void): () => void {
    return this.#services.pubsub.subscribe(topic, listener, this)
  }

  changed(): void {
    this.#schedule()
  }

  give(parts: object, input: Identified): void {
    this.stage.residents.components?.give(parts, input)
  }

  /** What it consists of; undefined before it is mounted. */
  get mounted(): Mounted | undefined {
    return this.#stage
  }

  /** The same for those who make its turns. Throws before it is mounted. */
  get stage(): Mounted {
    if (!this.#stage) throw new LiveError('live_ended', `${this.name} was used before it was mounted.`)
    return this.#stage
  }

  /** Takes the view to another URL on behalf of its browser; an error where the URL does not fit. */
  patchTo(url: URL, ref: string): LiveError | undefined {
    const turn = visitTurn(this.#origin, () => this.stage, url, ref)
    if (turn instanceof LiveError) return turn
    this.receive(turn)
    return undefined
  }

  run(): void {
    this.#due = 'now'
    while (!this.#isBusy && !this.#isEnded) {
      const turn = this.#mailbox.shift()
      // What changes during a turn is shown after it; what changes while that is shown needs another run.
      if (!turn) this.#due = undefined
      if (!turn) return this.#do(RENDER)
      this.#turn = turn
      this.#do(turn)
    }
    this.#due = undefined
  }

  /** Ends the view: its timers, subscriptions and presences end with it. */
  end(): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#mailbox.clear()
    this.#endings.end()
    if (this.#stage && this.isConnected) disconnect(this.#stage)
  }

  /** Does a turn; what it has to wait for keeps the others waiting. */
  #do(turn: Turn): void {
    try {
      const working = turn === RENDER ? this.#show() : this.#take(turn)
      if (isPromise(working)) this.#await(turn, working)
    } catch (error) {
      this.#crash(error, turn)
    }
  }

  #await(turn: Turn, working: Promise<void>): void {
    this.#isBusy = true
    this.#turning = withDeadline(working, this.#services.limits.turnMs, `${turn.what} of ${this.name}`)
      .then(() => this.wait())
      .catch((error) => this.#crash(error, turn))
      .finally(() => (this.#turning = undefined))
  }

  // Without closures: a broadcast is as many turns as there are viewers.
  #take(turn: Turn): MaybePromise<void> {
    // Whoever waits for an answer sees first what came before it.
    const shown = turn.ref === undefined ? undefined : this.#show()
    return isPromise(shown) ? shown.then(() => this.#run(turn)) : this.#run(turn)
  }

  #run(turn: Turn): MaybePromise<void> {
    if (this.#isEnded) return undefined
    const outcome = turn.run()
    return isPromise(outcome)
      ? outcome.then((later) => this.#finish(turn.ref, later))
      : this.#finish(turn.ref, outcome)
  }

  #finish(ref: string | undefined, outcome: unknown): MaybePromise<void> {
    const { effects } = this.stage.live
    effects.endEvent()
    return this.#isEnded || (ref === undefined && !effects.isGoing) ? undefined : this.#conclude(ref, outcome)
  }

  #conclude(ref: string | undefined, outcome: unknown): MaybePromise<void> {
    return this.#sink && conclude(this, this.stage, this.#sink, ref, outcome)
  }

  /** Sends what has changed, unless the browser does not keep up: then it waits and merges. */
  #show(): MaybePromise<void> {
    const stage = this.#stage
    if (!stage || this.#isEnded) return undefined
    const { isGoing } = stage.live.effects
    if (!stage.screen.isDirty && !isGoing) return undefined
    if (this.#sink && (isGoing || this.#sink.canTake())) return this.#conclude(undefined, undefined)
    const error = backlogOf(this.#services, this.name, stage)
    if (!error) return undefined
    if (this.#sink?.isThere()) throw error
    // Nobody looks: whoever comes is given a fresh one.
    this.#sink?.fail()
    return this.end()
  }

  #crash(error: unknown, turn: Turn): void {
    if (this.#isEnded) return
    report(this.#services, this.name, turn.what, error, turn.ref)
    this.#sink?.fail()
    this.end()
  }

  // What has to run now takes along what waits for later.
  #schedule(due: Due = 'now'): void {
    if (this.#due === 'now' || this.#isBusy || this.#isEnded) return
    if (this.#due === due) return this.#services.scheduler.merge()
    this.#due = due
    this.#services.scheduler.schedule(this, due)
  }
}
