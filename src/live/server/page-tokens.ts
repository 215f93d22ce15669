import type { Flash } from '../view/outcome.ts'
import { sealOf, type Tokens } from './token.ts'

/** What a page's token says of its view: enough to find it again at the join, on any node. */
export type Standing =
  | {
      readonly kind: 'route'
      /** The pattern of the route that the page was made for. */
      readonly route: string
      /** The live session that the view stands behind. */
      readonly boundary: string
    }
  | {
      readonly kind: 'named'
      readonly name: string
      /** What the route that shows the view gave it as its session. */
      readonly given: Readonly<Record<string, unknown>>
    }
  | NestedStanding

/** A nested view is found in the view around it, which the same socket carries. */
export interface NestedStanding {
  readonly kind: 'nested'
  /** The id of the element around the view that shows it. */
  readonly parent: string
  /** Whether it may stand in another view of the page by now. */
  readonly sticky: boolean
}

/** What a browser keeps of its view between the page and the socket: `data-phx-session`. */
export type ViewToken = Standing & {
  /** The id of the view's container. */
  readonly id: string
  /** The session that the page belongs to. */
  readonly session: string
}

/** `data-phx-static`: what the page has shown that only it knows. */
export interface StaticToken {
  readonly id: string
  readonly flash: Flash
}

/**
 * Says what the page of a view has shown beside its session's token. Most pages have shown no flash: then the seal of that
 * token is repeated, and nothing else is signed.
 */
export const staticOf = (tokens: Tokens, session: string, fixed: StaticToken): string =>
  Object.keys(fixed.flash).length === 0 ? sealOf(session) : tokens.sign('static', fixed)

/** What a page has shown, as it says with its session's token, which has been verified; undefined where that is not ours. */
export function readStatic(
  tokens: Tokens,
  session: string,
  { id }: ViewToken,
  fixed: unknown,
): StaticToken | undefined {
  return fixed === sealOf(session)
    ? { id, flash: {} }
    : (tokens.verify('static', fixed) as StaticToken | undefined)
}
