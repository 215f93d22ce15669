/** Writes what is waiting together, one batch at a time, in the order it came. */
export interface WriteQueue<Item, Written> {
  /** Waits for its turn; `undefined` when it could not be written. Never rejects. */
  add(item: Item): Promise<Written | undefined>
  /** Resolves when nothing is waiting any more. */
  drained(): Promise<void>
}

/** Options of `writeQueue`. */
export interface WriteQueueOptions<Item, Written> {
  /** Writes a batch, and gives what became of each item; a rejection fails the whole batch. */
  readonly write: (batch: readonly Item[]) => Promise<readonly Written[]>
  /** Whether one item of a batch, and not the database, is to blame: the items are then written one by one. */
  readonly blamesItem: (error: unknown) => boolean
  /** Hears of the first failure after a success. */
  readonly onFailure: (error: unknown) => void
  /** Hears of the first success after a failure. */
  readonly onRecovery: () => void
  readonly clock: () => number
  /** How many items are written in one batch; 100 by default. */
  readonly batchSize?: number
  /** How many items may wait; one more fails at once. 1,000 by default. */
  readonly capacity?: number
  /** How many milliseconds an item may wait for its turn; 4,000 by default. */
  readonly patience?: number
}

/** Makes a queue before something that can write several items at once. */
export function writeQueue<Item, Written>(
  options: WriteQueueOptions<Item, Written>,
): WriteQueue<Item, Written> {
  return new BatchQueue({ batchSize: 100, capacity: 1_000, patience: 4_000, ...options })
}

interface Waiting<Item, Written> {
  readonly item: Item
  readonly since: number
  readonly settle: (written: Written | undefined) => void
}

class BatchQueue<Item, Written> implements WriteQueue<Item, Written> {
  readonly #options: Required<WriteQueueOptions<Item, Written>>
  readonly #waiting: Waiting<Item, Written>[] = []
  #running: Promise<void> | undefined
  #failing = false

  constructor(options: Required<WriteQueueOptions<Item, Written>>) {
    this.#options = options
  }

  add(item: Item): Promise<Written | undefined> {
    if (this.#waiting.length >= this.#options.capacity) return Promise.resolve(undefined)
    return new Promise((settle) => {
      this.#waiting.push({ item, since: this.#options.clock(), settle })
      this.#running ??= this.#run()
    })
  }

  async drained(): Promise<void> {
    await this.#running
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#nextBatch()
      if (batch.length > 0) await this.#write(batch)
    }
    this.#running = undefined
  }

  /** Takes a batch, and gives up on those in it that have waited too long. */
  #nextBatch(): readonly Waiting<Item, Written>[] {
    const latest = this.#options.clock() - this.#options.patience
    const batch = this.#waiting.splice(0, this.#options.batchSize)
    for (const { since, settle } of batch) if (since < latest) settle(undefined)
    return batch.filter(({ since }) => since >= latest)
  }

  async #write(batch: readonly Waiting<Item, Written>[]): Promise<void> {
    try {
      const written = await this.#options.write(batch.map(({ item }) => item))
      this.#report(undefined)
      for (const [index, { settle }] of batch.entries()) settle(written[index])
    } catch (error) {
      if (batch.length > 1 && this.#options.blamesItem(error)) return await this.#writeApart(batch)
      this.#report(error)
      for (const { settle } of batch) settle(undefined)
    }
  }

  async #writeApart(batch: readonly Waiting<Item, Written>[]): Promise<void> {
    for (const one of batch) await this.#write([one])
  }

  #report(error: unknown): void {
    const failing = error !== undefined
    if (failing === this.#failing) return
    this.#failing = failing
    if (failing) this.#options.onFailure(error)
    else this.#options.onRecovery()
  }
}
