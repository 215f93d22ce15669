import { LiveError } from '../kit/error.ts'
import { span } from '../kit/telemetry.ts'
import type { LiveHandle } from './handle.ts'
import { afterHooks } from './hooks.ts'
import type { Host } from './host.ts'
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
  readonly #host: Host
  readonly #session: Values
  #live: LiveHandle | undefined
  #subscriptions: readonly Subscription[] = []
  #hasEnded = false

  constructor(origin: Origin, host: Host, session: Values) {
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
      this.#subscriptions = [...this.#subscriptions, { key, topicName: topic.name, undo }]
    }
  }

  end(): void {
    this.#hasEnded = true
    this.#keep(() => false)
  }

  #listener(key: string): (message: unknown) => void {
    const what = `handleInfo.${key}`
    const handle = this.#origin.view.definition.handleInfo?.[key]
    if (!handle) throw new LiveError('bad_definition', `The topic "${key}" has no handler. Add ${what}.`)
    return (message) =>
      this.#host.enqueue(what, () => {
        const live = this.#live!
        const facts = () => ({ ...live.identity, topic: key })
        return span('oriel:info', facts, () => {
          if (!live.hooks) return handle(live, message)
          return afterHooks(live, 'info', { topic: key, message }, () => handle(live, message))
        })
      })
  }

  #keep(isKept: (subscription: Subscription) => boolean): void {
    for (const subscription of this.#subscriptions) if (!isKept(subscription)) subscription.undo()
    this.#subscriptions = this.#subscriptions.filter(isKept)
  }
}
