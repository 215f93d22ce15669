import { span } from '../kit/telemetry.ts'
import type { Outcome } from '../view/async.ts'
import type { MaybePromise } from '../view/live.ts'
import { afterHooks, type Hooked } from './hooks.ts'

/** Runs a callback as a turn of its own; `what` names it in errors. */
export type Enqueue = (what: string, run: () => MaybePromise<unknown>) => void

/** Who starts tasks. */
export interface TaskOwner extends Hooked {
  /** What telemetry calls it. */
  readonly identity: { readonly view: string; readonly id: string }
}

/** The tasks of one view, by name: they run beside its turns, and each comes back as a turn. */
export class Tasks {
  readonly #owner: TaskOwner
  readonly #enqueue: Enqueue
  readonly #running = new Map<string, AbortController>()

  constructor(owner: TaskOwner, enqueue: Enqueue) {
    this.#owner = owner
    this.#enqueue = enqueue
  }

  get isRunning(): boolean {
    return this.#running.size > 0
  }

  /** Starts a task; one of the same name that still runs is cancelled. */
  start<T>(
    name: string,
    task: (signal: AbortSignal) => Promise<T>,
    handle: (outcome: Outcome<T>) => MaybePromise<unknown>,
  ): void {
    this.cancel(name)
    const controller = new AbortController()
    this.#running.set(name, controller)
    const land = (outcome: Outcome<T>): void => {
      // Looked at in its own turn: a turn before it may have cancelled the task.
      this.#enqueue(`the task ${name}`, () => {
        if (!this.#finish(name, controller)) return undefined
        return afterHooks(this.#owner, 'async', { name, outcome }, () => handle(outcome))
      })
    }
    const facts = () => ({ ...this.#owner.identity, task: name })
    const run = async () => span('oriel:async', facts, () => task(controller.signal))
    run().then(
      (value) => land({ ok: true, value }),
      (error: unknown) => land({ ok: false, error }),
    )
  }

  /** Aborts a task; what it still gives is dropped. */
  cancel(name: string): void {
    this.#running.get(name)?.abort()
    this.#running.delete(name)
  }

  end(): void {
    for (const name of [...this.#running.keys()]) this.cancel(name)
  }

  #finish(name: string, controller: AbortController): boolean {
    return this.#running.get(name) === controller && this.#running.delete(name)
  }
}
