import type { Owner } from '../bus/owner.ts'
import type { Topic } from '../bus/topic.ts'
import type { Identified, LiveComponent } from '../template/component-call.ts'
import type { Path } from '../template/path.ts'
import type { UploadEntry, UploadedFile, UploadKey } from '../template/upload.ts'
import type {
  AsyncKey,
  AsyncValue,
  CountKey,
  Outcome,
  StreamAsyncOptions,
  StreamItem,
  StreamKey,
} from './async.ts'
import type { HookCallbacks, HookStage } from './hooks.ts'
import type { FlashKind, Postponed, RedirectOptions } from './outcome.ts'

export type MaybePromise<T> = T | Promise<T>

/** How a browser has come to a URL: the page was loaded, or another view was left over the same socket, or this one patched. */
export type Navigation = 'load' | 'navigate' | 'patch'

/** When a pushed event is dispatched: `after` the patch that it travels with when absent. */
export interface PushOptions {
  readonly dispatch?: 'before' | 'after'
}

/** A running view, as its handlers see it. Everything it starts ends with it; used after that, it throws. */
export interface Live<A extends object, Stages extends HookStage = HookStage> extends Owner {
  readonly assigns: Readonly<A>
  /** Aborts when the view ends; made when first read. */
  readonly signal: AbortSignal
  /** A UUID of the event being handled; a new one each time it is read outside of an event. */
  readonly eventId: string
  /** How the browser has come to the URL of this view. One that is mounted anew says what it said before. */
  readonly navigation: Navigation
  /** Replaces some assigns; what keeps its identity is not rendered again. */
  assign(changes: Partial<A>): void
  /** Shows a message until the person closes it or goes elsewhere; it survives `navigate`. */
  flash(kind: FlashKind, message: string): void
  clearFlash(kind?: FlashKind): void
  /**
   * Dispatches an event in the browser: to hooks that listen for it, and as `phx:<event>` on the window. It comes when
   * the page shows what was rendered with it, or before that.
   */
  push(event: string, payload?: object, options?: PushOptions): void
  /** Leaves for another page of the app, over the same socket. */
  navigate(to: Path, options?: { readonly replace?: boolean }): void
  /** Goes to another URL of this view: `handleParams` runs, the view lives on. */
  patch(to: Path, options?: { readonly replace?: boolean }): void
  /** Leaves by loading another page: a path of this site or an http(s) URL. */
  redirect(url: string, options?: RedirectOptions): void
  /** Hears a topic beside those that the view declares; returns the undo. */
  subscribe<M>(topic: Topic<M>, handler: (message: M) => MaybePromise<void>): () => void
  /** Runs a callback as a turn of its own, after those that wait already; lost when the view ends before. */
  send(callback: () => MaybePromise<void>): void
  /**
   * Gives a live component of this view something new: it replaces what `input` names, and the component's `update`
   * runs. Nothing happens when the view has no such component.
   */
  sendUpdate<I extends object>(component: LiveComponent<I>, input: Partial<Readonly<I>> & Identified): void
  /** Runs a callback as a turn of its own, once, after `ms` milliseconds; returns the undo. */
  after(ms: number, callback: () => MaybePromise<void>): () => void
  /** Runs a callback as a turn of its own every `ms` milliseconds; returns the undo. */
  every(ms: number, callback: () => MaybePromise<void>): () => void
  /**
   * Runs a task beside the turns, so that the view goes on meanwhile, and then `handle` with its outcome as a turn.
   * A task of the same name that still runs is cancelled; `signal` aborts with the task and with the view.
   */
  startAsync<T>(
    name: string,
    task: (signal: AbortSignal) => Promise<T>,
    handle: (outcome: Outcome<T>) => MaybePromise<void>,
  ): void
  /** Aborts a task; its outcome never lands. */
  cancelAsync(name: string): void
  /**
   * Loads an assign that began as `loading()`: it keeps its value until the task comes back, with `reset` it is
   * emptied first. The task has the name of the assign.
   */
  assignAsync<K extends AsyncKey<A>>(
    key: K,
    task: (signal: AbortSignal) => Promise<AsyncValue<A[K]>>,
    options?: { readonly reset?: boolean },
  ): void
  /**
   * Loads rows into a stream; the assign that `options.result` names tells how far that is. The task has the name of
   * the stream's assign.
   */
  streamAsync<K extends StreamKey<A>>(
    key: K,
    task: (signal: AbortSignal) => Promise<readonly StreamItem<A[K]>[]>,
    options: StreamAsyncOptions<CountKey<A>>,
  ): void
  /**
   * Hands over the files of an upload that have come in full, one after another: `use` is given what the writer gave, or
   * the path of a temporary file, which is gone once `use` is done. Gives what `use` gave for each. A file that it
   * answers with `postpone()` stays. `only` names some of the files; one that is not whole yet is passed over.
   */
  consumeUploads<K extends UploadKey<A>, R>(
    name: K,
    use: (file: UploadedFile<A[K]>, entry: UploadEntry) => MaybePromise<R | Postponed>,
    only?: readonly Pick<UploadEntry, 'ref'>[],
  ): Promise<readonly R[]>
  /** Gives a file of an upload up, or all of them. */
  cancelUpload(name: UploadKey<A>, ref?: string): void
  /** Lets files be chosen for an upload, or not any more: then those that are there are given up. All are allowed at first. */
  allowUpload(name: UploadKey<A>, isAllowed: boolean): void
  /**
   * Runs a callback at each time of a stage, after the hooks that were attached there before it; `halt()` ends the
   * stage. Returns the undo. A hook that throws ends the view, as a handler does.
   */
  attachHook<Stage extends Stages>(stage: Stage, callback: HookCallbacks[Stage]): () => void
}

/** What the browser told when it connected. */
export interface ConnectInfo {
  /** The address of the peer; behind a trusted proxy, the one that it forwards. */
  readonly address: string
  readonly userAgent: string
  /** Those of the request, but for the session's cookie and what only opens a socket (`sec-websocket-key` and the like). */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** The socket that attached to a view: what it sent along, and where it came from. */
export interface Connected {
  readonly params: Readonly<Record<string, unknown>>
  readonly info: ConnectInfo
  /**
   * Whether the page was loaded before a deploy: a file that its root layout marks with `phx-track-static` is another
   * one by now. The option `assets` knows which are current.
   */
  readonly staticChanged: boolean
}
