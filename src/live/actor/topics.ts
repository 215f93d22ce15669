import { LiveError } from '../kit/error.ts'
import { isTold, span } from '../kit/telemetry.ts'
import type { MaybePromise } from '../view/live.ts'
import type { LiveHandle } from './handle.ts'
import { afterHooks } from './hooks.ts'
import type { Turn, ViewHost } from './host.ts'
import type { Origin } from './origin.ts'

type Values = Record<string, unknown>

interface Subscription {
  readonly key: string
  readonly topicName: string
  readonly undo: () => void
}

/** The topics that a view declares, subscribed for as long as its URL asks for them. */
export class Topics {
  readonly #origin: Origin
  readonly #host: ViewHost
  readonly #session: Values
  #live: LiveHandle | undefined
  #subscriptions: readonly Subscription[] = []
  #hasEnded = false

  constructor(origin: Origin, host: ViewHost, session: Values) {
    this.#origin = origin
    this.#host = host
    this.#session = session
  }

  /** Who handles what comes. What came before waits in the mailbox. */
  handledBy(live: LiveHandle): void {
    this.#live = live
  }

  /** Subscribes what these parameters ask for, and drops what they no longer do. Nothing any more after the end. */
  follow(params: Values): void {
    if (this.#hasEnded) return
    const { topics = {} } = this.#origin.view.definition
    // Topics that do not depend on the URL are never other ones.
    if (typeof topics !== 'function' && this.#subscriptions.length > 0) return
    const declared = typeof topics === 'function' ? topics({ params, session: this.#session }) : topics
    this.#keep(({ key, topicName }) => declared[key]?.name === topicName)
    for (const [key, topic] of Object.entries(declared)) {
      if (this.#subscriptions.some((known) => known.key === key)) continue
      const undo = this.#host.subscribe(topic, this.#listener(key))
      this.#subscriptions = this.#subscriptions.concat({ key, topicName: topic.name, undo })
    }
  }

  end(): void {
    this.#hasEnded = true
    this.#keep(() => false)
  }

  /** Lets the view handle a message. */
  handle(key: string, message: unknown): MaybePromise<unknown> {
    const live = this.#live!
    const handler = this.#origin.view.definition.handleInfo![key]!
    if (!live.hooks && !isTold('oriel:info')) return handler(live, message)
    const facts = () => ({ ...live.identity, topic: key })
    const run = () => handler(live, message)
    return span('oriel:info', facts, () => afterHooks(live, 'info', { topic: key, message }, run))
  }

  #listener(key: string): (message: unknown) => void {
    if (!this.#origin.view.definition.handleInfo?.[key])
      throw new LiveError('bad_definition', `The topic "${key}" has no handler. Add ${infoOf(key)}.`)
    return (message) => this.#host.receive(new Heard(this, key, message), 'later')
  }

  #keep(isKept: (subscription: Subscription) => boolean): void {
    for (const subscription of this.#subscriptions) if (!isKept(subscription)) subscription.undo()
    this.#subscriptions = this.#subscriptions.filter(isKept)
  }
}

const infoOf = (key: string): string => `handleInfo.${key}`

/** A message of a topic, as it waits for its turn. One is made for each listener, so there is little to it. */
class Heard implements Turn {
  readonly #topics: Topics
  readonly #key: string
  readonly #message: unknown

  constructor(topics: Topics, key: string, message: unknown) {
    this.#topics = topics
    this.#key = key
    this.#message = message
  }

  get what(): string {
    return infoOf(this.#key)
  }

  /** Nobody waits for an answer. */
  get ref(): undefined {
    return undefined
  }

  run(): MaybePromise<unknown> {
    return this.#topics.handle(this.#key, this.#message)
  }
}
