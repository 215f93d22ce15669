import type { Flash } from '../view/outcome.ts'

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
