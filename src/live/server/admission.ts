import type { Origin } from '../actor/origin.ts'
import type { NestedStanding } from './page-tokens.ts'

/** What a join asks for, once its tokens have been checked. */
export interface Admission {
  readonly origin: Origin
  /** Where the view stands; undefined for the view of the page. */
  readonly nested: NestedStanding | undefined
  /** Whether the browser came by live navigation, and so has no container of this view yet. */
  readonly isNavigation: boolean
  readonly params: Readonly<Record<string, unknown>>
}

/** What is kept of it. */
export type Admitted = Pick<Admission, 'origin' | 'nested'>
