import { type Static, type TObject, Type } from 'typebox'
import { LiveError } from '../kit/error.ts'
import { type BaseSession, type Boundary, type BoundaryContext, DEFAULT_BOUNDARY } from './boundary.ts'
import { decoder } from './decode.ts'
import type { Layout, RootLayout } from './layout.ts'
import type { Live, MaybePromise } from './live.ts'
import type { LiveView } from './live-view.ts'
import type { Redirect } from './outcome.ts'

/** What views of one kind of visitor have in common. */
export interface LiveSessionDefinition<D extends TObject, Supplied extends object> {
  /** Unique in the app; views that stand behind no live session are in the one named `default`. */
  readonly name: string
  /** The part of the session's data that `onMount` reads. Make optional what a new visitor does not have. */
  readonly data?: D
  /**
   * Runs before each `mount`, at the request and again at the join: leads elsewhere, throws `httpError`, or returns
   * what the views get as their session, beside its `id`. A signed cookie stays valid until it is too old, so look
   * its data up in a store.
   */
  onMount?(context: BoundaryContext<NoInfer<Static<D>>>): MaybePromise<Supplied | Redirect>
  /** Runs after each `mount`, before `handleParams`: the place to attach hooks to all views. */
  mounted?(live: Live<object>): MaybePromise<void>
  /** Takes the place of the app's layout. */
  readonly layout?: Layout
  /** Takes the place of the app's root layout. */
  readonly rootLayout?: RootLayout
}

type Supplies<S extends TObject, Supplied> = [BaseSession & Supplied] extends [Static<S>]
  ? unknown
  : { readonly 'the live session does not supply what the view needs': Static<S> }

/** Puts a view behind a live session, which supplies what the view needs. */
export type LiveSession<Supplied extends object> = <P extends TObject, S extends TObject, N extends string>(
  view: LiveView<P, S, N> & Supplies<S, Supplied>,
) => LiveView<P, TObject<{}>, N>

const NOTHING = Type.Object({})

/**
 * Defines a live session: a check that all its views share, and the boundary of live navigation. Going from a view
 * of one live session to that of another loads the page anew.
 */
export function liveSession<const D extends TObject = TObject<{}>, Supplied extends object = {}>(
  definition: LiveSessionDefinition<D, Supplied>,
): LiveSession<Supplied> {
  const { name, data = NOTHING, onMount, mounted, layout, rootLayout } = definition
  if (name === DEFAULT_BOUNDARY) {
    throw new LiveError(
      'bad_definition',
      `A live session cannot be named "${name}": that is the one of all other views. Choose another name.`,
    )
  }
  const boundary: Boundary = Object.freeze({
    name,
    decodeData: decoder(data),
    onMount: onMount as Boundary['onMount'],
    mounted,
    layout,
    rootLayout,
  })
  return ((view: LiveView) => Object.freeze({ ...view, boundary })) as unknown as LiveSession<Supplied>
}
