import { LiveError } from '../kit/error.ts'
import { span } from '../kit/telemetry.ts'
import type { Host, LiveHandle } from './handle.ts'
import { afterHooks } from './hooks.ts'
import type { Origin } from './origin.ts'

type Values = Record<string, unknown>

interface Subscription {
  readonly topicName: string
  readonly undo: () => void
}

/** The topics that a view declares, subscribed for as long as its URL asks for them. */
export class Topics {
  readonly #origin: Origin
  readonly #host: Host
  readonly #session: Values
  readonly #live: () => LiveHandle
  readonly #subscriptions = new Map<string, Subscription>()
  #hasEnded = false

  /** What comes before `live` can be called waits in the mailbox. */
  constructor(origin: Origin, host: Host, session: Values, live: () => LiveHandle) {
    this.#origin = origin
    this.#host = host
    this.#session = session
    this.#live = live
  }

  /** Subscribes what these parameters ask for, and drops what they no longer do. Nothing any more after the end. */
  follow(params: Values): void {
    if (this.#hasEnded) return
    const { topics = {} } = this.#origin.view.definition
    // Topics that do not depend on the URL are never other ones.
    if (typeof topics !== 'function' && this.#subscriptions.size > 0) return
    const declared = typeof topics === 'function' ? topics({ params, session: this.#session }) : topics
    for (const [key, { topicName }] of this.#subscriptions) {
      if (declared[key]?.name !== topicName) this.#drop(key)
    }
    for (const [key, topic] of Object.entries(declared)) {
      if (this.#subscriptions.has(key)) continue
      const undo = this.#host.subscribe(topic, this.#listener(key))
      this.#subscriptions.set(key, { topicName: topic.name, undo })
    }
  }

  end(): void {
    this.#hasEnded = true
    for (const key of [...this.#subscriptions.keys()]) this.#drop(key)
  }

  #listener(key: string): (message: unknown) => void {
    const what = `handleInfo.${key}`
    const handle = this.#origin.view.definition.handleInfo?.[key]
    if (!handle) throw new LiveError('bad_definition', `The topic "${key}" has no handler. Add ${what}.`)
    return (message) =>
      this.#host.enqueue(what, () => {
        const live = this.#live()
        const facts = () => ({ ...live.identity, topic: key })
        return span('oriel:info', facts, () => {
          if (!live.hooks) return handle(live, message)
          return afterHooks(live, 'info', { topic: key, message }, () => handle(live, message))
        })
      })
  }

  #drop(key: string): void {
    this.#subscriptions.get(key)?.undo()
    this.#subscriptions.delete(key)
  }
}
