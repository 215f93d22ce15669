import type { Binding } from './commands.ts'
import type { PushTarget } from './components.ts'
import type { JsCommands } from './js.ts'

/**
 * What a hook says to its view and hears from it, by event:
 * `{ pushes: { ask: { payload: { id: number }; reply: { name: string } } }; receives: { told: { text: string } } }`.
 * Without a `payload` or a `reply` there is none.
 */
export interface HookEvents {
  readonly pushes?: { readonly [event: string]: { readonly payload?: unknown; readonly reply?: unknown } }
  readonly receives?: { readonly [event: string]: unknown }
}

/** The events of a hook that declares none: anything goes, and nothing is known of it. */
export interface AnyEvents {
  readonly pushes: { readonly [event: string]: { readonly payload: unknown; readonly reply: unknown } }
  readonly receives: { readonly [event: string]: unknown }
}

type Pushes<Events> = Events extends { readonly pushes: infer P } ? P : object
type Receives<Events> = Events extends { readonly receives: infer R } ? R : object
type Payload<Push> = Push extends { readonly payload: infer P } ? P : undefined
type ReplyTo<Push> = Push extends { readonly reply: infer R } ? R : null

/** What is to be said after an event's name: nothing, when it carries nothing. */
type Carried<P> = undefined extends P ? [payload?: P] : [payload: P]

/** The commands for a hook: `exec` runs a binding on its own element. */
export type HookJs = Omit<JsCommands, 'exec'> & { exec(binding: Binding): void }

/** What `this` is in the callbacks of a hook. */
export interface HookContext<Events extends HookEvents = AnyEvents, El extends HTMLElement = HTMLElement> {
  readonly el: El
  /** Pushes an event to the view; the promise gives its reply, or rejects when there is no answer. */
  pushEvent<Name extends keyof Pushes<Events> & string>(
    event: Name,
    ...payload: Carried<Payload<Pushes<Events>[Name]>>
  ): Promise<ReplyTo<Pushes<Events>[Name]>>
  /** The same with a callback, which is not called when there is no answer. */
  pushEvent<Name extends keyof Pushes<Events> & string>(
    event: Name,
    payload: Payload<Pushes<Events>[Name]>,
    onReply: (reply: ReplyTo<Pushes<Events>[Name]>) => void,
  ): void
  /** Pushes to the live components that the target stands for, or to the view of an element that is in none. */
  pushEventTo<Name extends keyof Pushes<Events> & string>(
    target: PushTarget,
    event: Name,
    ...payload: Carried<Payload<Pushes<Events>[Name]>>
  ): Promise<PromiseSettledResult<{ reply: ReplyTo<Pushes<Events>[Name]> }>[]>
  pushEventTo<Name extends keyof Pushes<Events> & string>(
    target: PushTarget,
    event: Name,
    payload: Payload<Pushes<Events>[Name]>,
    onReply: (reply: ReplyTo<Pushes<Events>[Name]>) => void,
  ): void
  /** Listens to an event that the view pushes, until the hook ends; what it returns goes to `removeHandleEvent`. */
  handleEvent<Name extends keyof Receives<Events> & string, Told extends Receives<Events>[Name]>(
    event: Name,
    listener: (payload: Told) => void,
  ): () => void
  removeHandleEvent(handled: () => void): void
  /** Chooses files for an upload of the view, by the name of the upload. */
  upload(name: string, files: Iterable<File>): void
  /** The same for an upload of what the target stands for. */
  uploadTo(target: PushTarget, name: string, files: Iterable<File>): void
  /** Runs commands as they stand in bindings. */
  js(): HookJs
}

/** What a hook is told of. */
export interface HookCallbacks<El extends HTMLElement = HTMLElement> {
  /** The element is on the page. The signal aborts when it is gone again. */
  mounted?(signal: AbortSignal): void
  beforeUpdate?(to: El): void
  updated?(): void
  destroyed?(): void
  disconnected?(): void
  reconnected?(): void
}

/**
 * A script's part in an element with `phx-hook` and an id. `State` is what it keeps on `this`, `Events` what it pushes
 * and receives.
 */
export type Hook<
  State extends object = object,
  Events extends HookEvents = AnyEvents,
  El extends HTMLElement = HTMLElement,
> = HookCallbacks<El> & Partial<State> & ThisType<HookContext<Events, El> & State>

/** A hook as a class, of which each element gets an instance. */
export type HookClass = new (context: HookContext) => HookCallbacks

/** What a hook that is a class extends, to have `el`, `pushEvent` and the others on `this`. */
export const ViewHook = class {
  constructor(context: object) {
    Object.assign(this, context)
  }
} as unknown as new <Events extends HookEvents = AnyEvents, El extends HTMLElement = HTMLElement>(
  context: HookContext<Events, El>,
) => HookContext<Events, El> & HookCallbacks<El>
