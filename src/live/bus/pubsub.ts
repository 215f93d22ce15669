import { type Owner, wholeOf } from './owner.ts'
import type { Topic } from './topic.ts'

/** Whom a message is for, of those who listen. */
export interface PublishOptions {
  /** Does not hear the message, nor does what it is a part of: a view that shows already what it tells the others. */
  readonly except?: Pick<Owner, 'id'>
}

/**
 * Carries messages from those who publish to those who listen.
 * Asynchronous, so that an adapter may carry them to other nodes.
 */
export interface PubSub {
  /** Gives `message` to every listener of `topic`; resolves when the bus has taken it, and never rejects. */
  publish<M>(topic: Topic<M>, message: M, options?: PublishOptions): Promise<void>
  /**
   * Calls `listener` for each message published from now on, until the returned undo is called. Who listens for an
   * `owner` is left out by those who publish except to it.
   */
  subscribe<M>(topic: Topic<M>, listener: (message: M) => void, owner?: Pick<Owner, 'id'>): () => void
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
  readonly owner: string | undefined
}

interface Delivery {
  readonly topicName: string
  readonly message: unknown
  /** Subscriptions with a higher number came after the message was published. */
  readonly newest: number
  /** The owner that is left out. */
  readonly except: string | undefined
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

  publish<M>({ name }: Topic<M>, message: M, options?: PublishOptions): Promise<void> {
    if (this.#topics.has(name)) {
      const except = options?.except && wholeOf(options.except)
      this.#queue.push({ topicName: name, message, newest: this.#newest, except })
      // What a listener publishes waits here, so that all listeners hear all messages in one order.
      if (!this.#delivering) this.#deliverAll()
    }
    return delivered
  }

  subscribe<M>({ name }: Topic<M>, listener: (message: M) => void, owner?: Pick<Owner, 'id'>): () => void {
    const subscriptions = this.#topics.get(name) ?? new Set()
    this.#newest += 1
    const subscription = {
      number: this.#newest,
      listener: listener as (message: unknown) => void,
      owner: owner && wholeOf(owner),
    }
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

  #deliver({ topicName, message, newest, except }: Delivery): void {
    for (const { number, listener, owner } of this.#topics.get(topicName) ?? []) {
      // A set gives its members in the order they came, also those added while it is walked.
      if (number > newest) break
      if (except !== undefined && owner === except) continue
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
