import { randomUUID } from 'node:crypto'
import type { Navigation } from '../view/live.ts'
import type { Flash, FlashKind, Redirect } from '../view/outcome.ts'
import type { PushedEvent } from '../wire/tree.ts'
import { Absence } from './absence.ts'
import type { PatchTo } from './leave.ts'

/** What handlers ask for beside assigns. One for a view and all its live components. */
export class Effects {
  readonly #host: { changed(): void }
  readonly #begun: Navigation
  #flash: Flash
  #isFlashShown = false
  #events: readonly PushedEvent[] = []
  #leaving: Redirect | undefined
  #patching: PatchTo | undefined
  #isInEvent = false
  #eventId: string | undefined
  #eventIdOf: () => string = randomUUID

  /** Where a patch has led; undefined where the view shows what it began with. */
  url: URL | undefined

  /** Who is to hear that the browser is away; undefined while nobody is. */
  absence: Absence | undefined

  /** `host` is told of everything that a browser should see. */
  constructor(flash: Flash, host: { changed(): void }, navigation: Navigation = 'load') {
    this.#flash = flash
    this.#host = host
    this.#begun = navigation
  }

  /** Lets somebody hear when the browser is away; returns the undo. */
  onAway(go: () => void, come: () => void): () => void {
    this.absence ??= new Absence()
    return this.absence.add(go, come)
  }

  /** How the browser has come to the URL of the view. */
  get navigation(): Navigation {
    return this.url ? 'patch' : this.#begun
  }

  get flash(): Flash {
    return this.#flash
  }

  /** Whether the flash is the one that was rendered last. */
  get isFlashShown(): boolean {
    return this.#isFlashShown
  }

  /** Whether the view goes elsewhere, which waits for nothing. */
  get isGoing(): boolean {
    return this.#leaving !== undefined || this.#patching !== undefined
  }

  /** How many pushed events wait for the browser. */
  get pendingEvents(): number {
    return this.#events.length
  }

  get eventId(): string {
    if (!this.#isInEvent) return randomUUID()
    this.#eventId ??= this.#eventIdOf()
    return this.#eventId
  }

  /** An event is handled from now on, whose UUID is made when somebody asks for it. */
  beginEvent(eventIdOf: () => string = randomUUID): void {
    this.#isInEvent = true
    this.#eventId = undefined
    this.#eventIdOf = eventIdOf
  }

  endEvent(): void {
    this.#isInEvent = false
  }

  setFlash(kind: FlashKind, message: string): void {
    this.#showFlash({ ...this.#flash, [kind]: message })
  }

  clearFlash(kind?: FlashKind): void {
    if (Object.keys(this.#flash).length === 0) return
    const { [kind ?? 'info']: _, ...rest } = this.#flash
    this.#showFlash(kind ? rest : {})
  }

  /** Says that the flash has been rendered. */
  markFlashShown(): void {
    this.#isFlashShown = true
  }

  push(event: PushedEvent): void {
    this.#events = [...this.#events, event]
    this.#host.changed()
  }

  leave(leaving: Redirect): void {
    this.#leaving = leaving
    this.#host.changed()
  }

  patch(patching: PatchTo): void {
    this.#patching = patching
    this.#host.changed()
  }

  takeLeave(): Redirect | undefined {
    const leaving = this.#leaving
    this.#leaving = undefined
    return leaving
  }

  takePatch(): PatchTo | undefined {
    const patching = this.#patching
    this.#patching = undefined
    return patching
  }

  takeEvents(): readonly PushedEvent[] {
    const events = this.#events
    if (events.length > 0) this.#events = []
    return events
  }

  #showFlash(flash: Flash): void {
    this.#flash = flash
    this.#isFlashShown = false
    this.#host.changed()
  }
}
