import { LiveError } from '../kit/error.ts'
import { ComponentCall, type Identified, type LiveComponent } from '../template/component-call.ts'
import type { Template } from '../template/html.ts'
import type { UploadEntry } from '../template/upload.ts'
import { type PayloadOf, type Way, waysOf } from './decode.ts'
import type { ComponentHookStage } from './hooks.ts'
import type { Live, MaybePromise } from './live.ts'
import { type Bindings, checkHandlers, type Schemas } from './live-view.ts'
import type { Reply } from './outcome.ts'
import type { AnyUploads, Uploads, WithUploads } from './upload.ts'

/** What a component holds: what it was given last, and what it has made of it. */
export type ComponentAssigns<I, A> = Identified & NoInfer<I> & A

/** A running live component, as its handlers see it. */
export type ComponentLive<I, A> = Live<ComponentAssigns<I, A>, ComponentHookStage>

/** One component that has been given something. */
export interface Given<I extends object, A extends object> {
  readonly live: ComponentLive<I, A>
  readonly input: Readonly<I & Identified>
}

/** A live component: a part of a view with assigns, events and an end of its own. */
export interface LiveComponentDefinition<
  I extends object,
  E extends Schemas,
  A extends object,
  U extends Uploads,
> {
  /** What the browser may send to it. Checked before the handler. */
  readonly events?: E
  /** The files that a person may send; each is an assign of its name. */
  readonly uploads?: U | ((input: Readonly<I & Identified>) => U)
  /** Makes the first assigns, beside those that it is given. Once, when it is first shown. */
  mount(input: Readonly<I & Identified>): MaybePromise<A>
  /**
   * Runs once, before the first `update`, when a browser is there: the place for tasks, timers and hooks. A page that
   * answers a request has none.
   */
  connect?(live: ComponentLive<I, WithUploads<A, U>>): MaybePromise<unknown>
  /** Runs whenever it is given something else than before, the first time included; it is among the assigns by then. */
  update?(live: ComponentLive<I, WithUploads<A, U>>, input: Readonly<I & Identified>): MaybePromise<void>
  /** In place of `update`: once for all components of a render that are given something, to load for all at once. */
  updateMany?(given: readonly Given<I, WithUploads<A, U>>[]): MaybePromise<void>
  handleEvent?: {
    readonly [K in keyof E]: (
      live: ComponentLive<I, WithUploads<A, U>>,
      payload: NoInfer<PayloadOf<E[K]>>,
    ) => MaybePromise<Reply | void>
  }
  /** Runs when more of a file has come, and when it is done. */
  handleProgress?: {
    readonly [K in keyof U]?: (
      live: ComponentLive<I, WithUploads<A, U>>,
      entry: UploadEntry,
    ) => MaybePromise<void>
  }
  /** Renders exactly one element. */
  render(assigns: Readonly<ComponentAssigns<I, WithUploads<A, U>>>, on: NoInfer<Bindings<E>>): Template
}

/** A definition whose types have done their work: what the framework runs. */
export interface AnyComponentDefinition
  extends Omit<LiveComponentDefinition<object, Schemas, object, {}>, keyof AnyUploads>,
    AnyUploads<Identified> {}

/** What the framework runs of a component. */
export interface ComponentParts {
  readonly definition: AnyComponentDefinition
  readonly events: readonly string[]
  readonly ways: ReadonlyMap<string, Way>
}

/**
 * Defines a live component. What it is given becomes part of its assigns, so that a template may show it at once.
 * Its bindings reach the component itself, wherever they are rendered.
 */
export function component<
  const E extends Schemas = {},
  I extends object = {},
  A extends object = {},
  U extends Uploads = {},
>(definition: LiveComponentDefinition<I, E, A, U>): LiveComponent<I> {
  const events = Object.keys(definition.events ?? {})
  checkHandlers(events, definition.handleEvent ?? {})
  const ways = waysOf(definition.events ?? {})
  checkNoneRepeats(ways)
  const parts: ComponentParts = Object.freeze({
    definition: definition as unknown as AnyComponentDefinition,
    events,
    ways,
  })
  const call = (input: Readonly<I & Identified>) => new ComponentCall(parts, input)
  return Object.freeze(Object.assign(call, { parts }))
}

/** Throws where an event is to be repeated: in the view that follows, the number of its component is another's. */
function checkNoneRepeats(ways: ReadonlyMap<string, Way>): void {
  for (const [name, { isRepeatable }] of ways) {
    if (!isRepeatable) continue
    const mend = 'Let the view handle it, or leave repeat out.'
    throw new LiveError(
      'bad_definition',
      `The event "${name}" of a live component cannot be repeated. ${mend}`,
    )
  }
}
