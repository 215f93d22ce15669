import { localPubSub, type Owner, type PublishOptions, type PubSub, type Topic } from 'oriel/bus'

/** A bus that knows how many listen to it. */
export class CountingPubSub implements PubSub {
  readonly #bus = localPubSub()
  listeners = 0

  publish<M>(topic: Topic<M>, message: M, options?: PublishOptions): Promise<void> {
    return this.#bus.publish(topic, message, options)
  }

  subscribe<M>(topic: Topic<M>, listener: (message: M) => void, owner?: Owner): () => void {
    const undo = this.#bus.subscribe(topic, listener, owner)
    let isOver = false
    this.listeners++
    return () => {
      if (!isOver) this.listeners--
      isOver = true
      undo()
    }
  }
}
