import type { TObject } from 'typebox'
import type { AnyLiveForm } from '../form/live-form.ts'

/** What an event brings: the schema of its payload, or a form. */
export type Brought = TObject | AnyLiveForm

/** What there is to say of an event beside what it brings. */
export interface EventOptions {
  /**
   * Whether it is safe to repeat: when its view ends before it is answered, it is sent once more, to the view that is
   * mounted then. It may have run before, so let its handler make sure by `live.eventId`, which is the same both times.
   * Other events are reported to the page instead.
   */
  readonly repeat: boolean
}

/** An event that is declared with more than what it brings. */
export class DeclaredEvent<B extends Brought> {
  readonly brings: B
  readonly options: EventOptions

  constructor(brings: B, options: EventOptions) {
    this.brings = brings
    this.options = options
  }
}

/** Declares an event with more than what it brings: `save: event(Type.Object({ … }), { repeat: true })`. */
export const event = <const B extends Brought>(brings: B, options: EventOptions): DeclaredEvent<B> =>
  new DeclaredEvent(brings, options)
