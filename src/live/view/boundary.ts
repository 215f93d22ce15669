import type { Static, TObject } from 'typebox'
import type { JsonObject } from '../kit/json.ts'
import type { Decoder } from './decode.ts'
import type { Layout, RootLayout } from './layout.ts'
import type { Live, MaybePromise } from './live.ts'

/**
 * What every session has: an id that is bound to the browser by a signed cookie. A type and not an interface: only
 * so does it fit a view whose needs are not known more closely.
 */
export type BaseSession = { readonly id: string }

/** What a view needs of its session beside what every session has. */
type SessionNeeds<S extends TObject> = Omit<Static<S>, keyof BaseSession>

/** How a view is given its session where it stands on no route; it may be left out where nothing is needed. */
export type SessionOption<S extends TObject> = [keyof SessionNeeds<S>] extends [never]
  ? // The type of an empty object would take any.
    { readonly session?: Readonly<Record<string, never>> }
  : Record<never, never> extends SessionNeeds<S>
    ? { readonly session?: SessionNeeds<S> }
    : {
        /** What the view is given as its session. */
        readonly session: SessionNeeds<S>
      }

/** The session of a browser, as its cookie has it; `data` is what the app has put there. */
export interface Visitor<Data = JsonObject> extends BaseSession {
  readonly data: Data
}

/** What the check of a live session is given. */
export interface BoundaryContext<Data> {
  readonly session: Visitor<Data>
  /** The parameters of the URL as they stand there: text. */
  readonly params: Readonly<Record<string, string>>
  readonly url: URL
}

/** A live session whose types have done their work: what stands before its views. */
export interface Boundary {
  readonly name: string
  readonly decodeData: Decoder
  readonly onMount: ((context: BoundaryContext<object>) => MaybePromise<object>) | undefined
  readonly mounted: ((live: Live<object>) => MaybePromise<void>) | undefined
  readonly layout: Layout | undefined
  readonly rootLayout: RootLayout | undefined
}

/** The session of views that stand behind no other. */
export const DEFAULT_BOUNDARY = 'default'

/** The name of the live session that a view stands behind; navigation over the socket stays within one. */
export const boundaryName = ({ boundary }: { readonly boundary: Boundary | undefined }): string =>
  boundary?.name ?? DEFAULT_BOUNDARY
