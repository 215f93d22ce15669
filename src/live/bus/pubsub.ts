import type { Topic } from './topic.ts'

/**
 * Carries messages from those who publish to those who listen.
 * Asynchronous, so that an adapter may carry them to other nodes.
 */
export interface PubSub {
  /** Gives `message` to every listener of `topic`; resolves when the bus has taken it, and never rejects. */
  publish<M>(topic: Topic<M>, message: M): Promise<void>
  /** Calls `listener` for each message published from now on, until the returned undo is called. */
  subscribe<M>(topic: Topic<M>, listener: (message: M) => void): () => void
}

/** Options of `localPubSub`. */
export interface LocalPubSubOptions {
  /** Hears what a listener has thrown; a process warning by default. Must not throw itself. */
  readonly onError?: (error: unknown, topicName: string) => void
}

/** Makes a bus inside this process: it delivers synchronously, in order, to those listening at publish time. */
export function localPubSub({ onError = warn }: LocalPubSubOptions = {}): PubSub {
  return new LocalPubSub(onError)
}

interface Subscription {
  readonly number: number
  readonly listener: (message: unknown) => void
}

interface Delivery {
  readonly topicName: string
  readonly message: unknown
  /** Subscriptions with a higher number came after the message was published. */
  readonly newest: number
}

// One for all: a broadcast happens too often to make a promise each time.
const delivered: Promise<void> = Promise.resolve()

class LocalPubSub implements PubSub {
  readonly #onError: NonNullable<LocalPubSubOptions['onError']>
  readonly #topics = new Map<string, Set<Subscription>>()
  readonly #queue: Delivery[] = []
  #newest = 0
  #delivering = false

  constructor(onError: NonNullable<LocalPubSubOptions['onError']>) {
    this.#onError = onError
  }

  publish<M>({ name }: Topic<M>, message: M): Promise<void> {
    if (this.#topics.has(name)) {
      this.#queue.push({ topicName: name, message, newest: this.#newest })
      // What a listener publishes waits here, so that all listeners hear all messages in one order.
      if (!this.#delivering) this.#deliverAll()
    }
    return delivered
  }

  subscribe<M>({ name }: Topic<M>, listener: (message: M) => void): () => void {
    const subscriptions = this.#topics.get(name) ?? new Set()
    this.#newest += 1
    const subscription = { number: this.#newest, listener: listener as (message: unknown) => void }
    this.#topics.set(name, subscriptions.add(subscription))
    return () => {
      if (subscriptions.delete(subscription) && subscriptions.size === 0) this.#topics.delete(name)
    }
  }

  #deliverAll(): void {
    this.#delivering = true
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#deliver(next)
    } finally {
      this.#delivering = false
    }
  }

  #deliver({ topicName, message, newest }: Delivery): void {
    for (const { number, listener } of this.#topics.get(topicName) ?? []) {
      // A set gives its members in the order they came, also those added while it is walked.
      if (number > newest) break
      try {
        listener(message)
      } catch (error) {
        this.#onError(error, topicName)
      }
    }
  }
}

function warn(error: unknown, topicName: string): void {
  process.emitWarning(
    `A listener of the topic "${topicName}" threw: ${error instanceof Error ? error.stack : error}`,
  )
}
