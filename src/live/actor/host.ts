import type { Topic } from '../bus/topic.ts'
import type { Identified } from '../template/component-call.ts'
import type { UploadServices } from '../upload/ground.ts'
import type { MaybePromise } from '../view/live.ts'
import type { Due } from './scheduler.ts'

/** What a handle needs of the view, or of the live component, that it belongs to. */
export interface Host {
  readonly id: string
  /** Names it in errors. */
  readonly name: string
  /** The view that it belongs to, where that has another name. */
  readonly view?: string
  /** Whether a browser has joined: a page that answers a request has none. */
  readonly isConnected: boolean
  /** Something has changed that a browser should see. */
  changed(): void
  /** Runs a callback as a turn of its own, now by default. */
  enqueue(what: string, run: () => MaybePromise<unknown>, due?: Due): void
  subscribe<M>(topic: Topic<M>, listener: (message: M) => void): () => void
  /** What uploads need; `place` is the id of the element around the view. */
  readonly uploading: UploadServices & { readonly place: string }
  /** Gives a live component of the view something new. */
  give(parts: object, input: Identified): void
}

/** One message to a view: what it is called in errors, what to run, and the ref to answer, if anybody waits. */
export interface Turn {
  readonly what: string
  readonly ref: string | undefined
  run(): MaybePromise<unknown>
}

/** What is given to a view only. */
export interface ViewHost extends Host {
  /** Puts a turn into the mailbox; where it may run later, more may come together until then. */
  receive(turn: Turn, due?: Due): void
}
