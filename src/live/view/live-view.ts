import { type Static, type TObject, Type } from 'typebox'
import type { Topic } from '../bus/topic.ts'
import { LiveError } from '../kit/error.ts'
import { type EventRef, eventRef } from '../template/event.ts'
import type { Template } from '../template/html.ts'
import type { UploadEntry } from '../template/upload.ts'
import type { Boundary } from './boundary.ts'
import { type Container, checkContainer } from './container.ts'
import { type Declared, type Decoder, decoder, type PayloadOf, type Way, waysOf } from './decode.ts'
import type { Layout } from './layout.ts'
import type { Connected, Live, MaybePromise, Navigation } from './live.ts'
import type { Redirect, Reply } from './outcome.ts'
import type { AnyUploads, Uploads, WithUploads } from './upload.ts'

export type Schemas = Readonly<Record<string, Declared>>
type Topics = Readonly<Record<string, Topic<unknown>>>
/**
 * What a schema stands for. Nothing can be inferred from it, and the compiler shall not try: it would go through all kinds
 * of schemas, which takes seconds.
 */
type ValueOf<S extends TObject> = NoInfer<Static<S>>
type MessageOf<T> = T extends Topic<infer M> ? M : never

/** Which of its actions a view is shown for; undefined for a view that declares none. */
export type Action<N extends string> = [N] extends [never] ? undefined : N

/** What `mount` is given: the URL's parameters, the session's values, and the URL itself. */
export interface MountContext<P, S, N extends string> {
  readonly params: P
  readonly session: S
  readonly url: URL
  /** The action of the route. */
  readonly action: Action<N>
  /** How the browser has come here. */
  readonly navigation: Exclude<Navigation, 'patch'>
  /** For forms that are sent to ordinary routes: the value of their field `_csrf_token`. */
  readonly csrf: string
}

/** The declared events, ready to bind in a template. */
export type Bindings<E extends Schemas> = { readonly [K in keyof E]: EventRef<PayloadOf<E[K]>> }

/** A view: what may come in, what happens then, and what it shows. */
export interface LiveViewDefinition<
  P extends TObject,
  S extends TObject,
  E extends Schemas,
  T extends Topics,
  A extends object,
  N extends string,
  U extends Uploads,
> {
  /** What the view is shown for, where several routes lead to it: `['index', 'edit']`. */
  readonly actions?: readonly N[]
  /** What the URL may carry. Checked before `mount`; a URL that does not fit gets a page with status 400. */
  readonly params?: P
  /** What the session must supply. */
  readonly session?: S
  /** What the browser may send. Checked before the handler. */
  readonly events?: E
  /** What this view hears; subscribed before `mount`, so that nothing in between is missed. */
  readonly topics?: T | ((context: { readonly params: ValueOf<P>; readonly session: ValueOf<S> }) => T)
  /** The files that a person may send; each is an assign of its name. */
  readonly uploads?: U | ((context: { readonly params: ValueOf<P>; readonly session: ValueOf<S> }) => U)
  /**
   * Milliseconds that the view outlives a lost connection, where the browser can resume it; a minute by default, and 0
   * ends it with its connection.
   */
  readonly resumeWithin?: number
  /** The element around the view. */
  readonly container?: Container
  /** Takes the place of the layout of its live session, or of the app. A nested view has none. */
  readonly layout?: Layout
  /** Loads the first assigns, or leads elsewhere. Once for each running view, before any socket. */
  mount(context: MountContext<ValueOf<P>, ValueOf<S>, N>): MaybePromise<A | Redirect>
  /** Runs after `mount` and whenever the URL changes under the living view. */
  handleParams?(
    live: Live<WithUploads<A, U>>,
    params: ValueOf<P>,
    url: URL,
    action: Action<N>,
  ): MaybePromise<void>
  /** Runs once, when the first socket attaches: the place for presence and timers. */
  connect?(live: Live<WithUploads<A, U>>, socket: Connected): MaybePromise<unknown>
  handleEvent?: {
    readonly [K in keyof E]: (
      live: Live<WithUploads<A, U>>,
      payload: NoInfer<PayloadOf<E[K]>>,
    ) => MaybePromise<Reply | void>
  }
  /** Runs when more of a file has come, and when it is done. */
  handleProgress?: {
    readonly [K in keyof U]?: (live: Live<WithUploads<A, U>>, entry: UploadEntry) => MaybePromise<void>
  }
  handleInfo?: {
    readonly [K in keyof T]: (live: Live<WithUploads<A, U>>, message: MessageOf<T[K]>) => MaybePromise<void>
  }
  /** Runs once, when a view that was connected ends; `live.signal` is aborted by then. */
  disconnect?(live: Live<WithUploads<A, U>>): MaybePromise<void>
  title?(assigns: Readonly<WithUploads<A, U>>): string
  render(assigns: Readonly<WithUploads<A, U>>, on: NoInfer<Bindings<E>>): Template
}

/** A definition whose types have done their work: what the framework runs. */
export interface AnyDefinition
  extends Omit<LiveViewDefinition<TObject, TObject, Schemas, Topics, object, string, {}>, keyof AnyUploads>,
    AnyUploads<{ readonly params: object; readonly session: object }> {}

declare const needs: unique symbol

/** A view ready to be routed. Its type remembers what it needs of the URL and of the session, and its actions. */
export interface LiveView<
  P extends TObject = TObject,
  S extends TObject = TObject,
  N extends string = string,
> {
  readonly [needs]?: { readonly params: P; readonly session: S; readonly actions: N }
  readonly definition: AnyDefinition
  /** One for the definition, so that rows which take it are shared by all its views. */
  readonly on: Bindings<Schemas>
  readonly decodeParams: Decoder
  readonly decodeSession: Decoder
  readonly ways: ReadonlyMap<string, Way>
  /** The live session that it stands behind. */
  readonly boundary: Boundary | undefined
  /** The action that it is shown for. */
  readonly shownFor: string | undefined
  /** The view for one of its actions, as a route shows it. */
  action(name: N): LiveView<P, S, never>
}

const NOTHING = Type.Object({})

/** Defines a view. Everything is inferred from the values, in reading order: write no generics. */
export function liveView<
  const P extends TObject = TObject<{}>,
  const S extends TObject = TObject<{}>,
  const E extends Schemas = {},
  T extends Topics = {},
  A extends object = {},
  const N extends string = never,
  U extends Uploads = {},
>(definition: LiveViewDefinition<P, S, E, T, A, N, U>): LiveView<P, S, N> {
  const names = Object.keys(definition.events ?? {})
  checkHandlers(names, definition.handleEvent ?? {})
  if (definition.container) checkContainer(definition.container)
  return Object.freeze({
    definition: definition as unknown as AnyDefinition,
    on: Object.freeze(Object.fromEntries(names.map((name) => [name, eventRef(name)]))) as Bindings<Schemas>,
    decodeParams: decoder(definition.params ?? NOTHING),
    decodeSession: decoder(definition.session ?? NOTHING),
    ways: waysOf(definition.events ?? {}),
    boundary: undefined,
    shownFor: undefined,
    action(name: N): LiveView<P, S, never> {
      checkAction(definition.actions ?? [], name)
      return Object.freeze({ ...(this as LiveView<P, S, never>), shownFor: name })
    },
  })
}

function checkAction(declared: readonly string[], name: string): void {
  if (declared.includes(name)) return
  const names = declared.join(', ') || 'none'
  throw new LiveError('bad_definition', `The action "${name}" is not declared. Declared actions: ${names}.`)
}

/** Throws where a declared event has no handler. */
export function checkHandlers(names: readonly string[], handlers: object): void {
  for (const name of names) {
    if (Object.hasOwn(handlers, name)) continue
    throw new LiveError('bad_definition', `The event "${name}" has no handler. Add handleEvent.${name}.`)
  }
}

/** Begins an assign that is empty at first: `error: optional<string>()`. */
export const optional = <T>(value?: T): T | undefined => value
