import type { PatchTo } from '../actor/leave.ts'
import type { Mounted } from '../actor/load.ts'
import type { KeptView } from './kept-view.ts'
import type { NestedStanding } from './page-tokens.ts'
import type { Resumable } from './resumable.ts'

/** A channel, as the views nested in its own know it. */
export interface Around {
  readonly topic: string
  readonly stage: Mounted | undefined
  readonly kept: KeptView | undefined
  readonly resumable: Resumable | undefined
}

/** What a channel needs of its connection. */
export interface Line {
  /** The running view that a nested one stands in; a sticky one waits until it has joined. */
  findParent(nested: NestedStanding): Promise<Mounted | undefined>
  /** The same as things are: the channel of that view. */
  parentOf(nested: NestedStanding): Around | undefined
  /** The browser has come back by another socket. */
  supersede(): void
  /** Takes the view of the page to another URL. */
  patchPage(to: PatchTo): void
  canTake(): boolean
  write(frame: string): void
  /** The channel is over: its topic is free. */
  forget(channel: Around): void
}
