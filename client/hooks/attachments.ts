import { prepared } from './prepared.ts'

/** The images that stand beside a text, each as a card that the server shows: they go with the next message. */
export interface Attachments {
  /** Takes files that a person has chosen; gives what is wrong with that, or nothing. */
  add(files: readonly File[]): string
  /** Takes what has been chosen for a message that is being sent; undefined when nothing has. */
  take(): Parcel | undefined
  /** The connection is gone: what has no card yet will not get one soon. */
  abandon(): void
  end(): void
}

/** An image as its message names it. */
export interface SentImage {
  readonly ref: string
  readonly alt: string
}

/** The images of one message. */
export interface Parcel {
  /** Resolves when all of them have come to the server; rejects with a sentence when one has not. */
  readonly ready: Promise<readonly SentImage[]>
  /** They are not sent after all, and go with the next message. */
  giveBack(): void
}

/** Where the cards are, and the ways to the client. */
export interface AttachmentsOptions {
  readonly tray: HTMLElement
  readonly upload: (files: readonly File[]) => void
  /** Marks a card as being on its way, or not, so that patches keep it. */
  readonly mark: (card: HTMLElement, isTaken: boolean) => void
  /** A card has gone that had the focus. */
  readonly onFocusLost: () => void
}

/** How long a card may take to appear, in milliseconds. */
const patience = 10_000

/** Looks after the images of the next message. */
export function attachments(options: AttachmentsOptions): Attachments {
  return new Tray(options)
}

/** Somebody who waits for the cards to change. */
interface Waiting {
  readonly look: () => void
  readonly done: () => void
}

class Tray implements Attachments {
  readonly #options: AttachmentsOptions
  readonly #taken = new Set<string>()
  readonly #waiting = new Set<Waiting>()
  readonly #observer = new MutationObserver(() => this.#changed())
  #hadFocus = false
  /** Files that are chosen and have no card yet. */
  #coming = 0
  #adding: Promise<unknown> = Promise.resolve()

  constructor(options: AttachmentsOptions) {
    this.#options = options
    this.#observer.observe(options.tray, { subtree: true, childList: true, attributeFilter: ['data-state'] })
    options.tray.addEventListener('focusin', () => {
      this.#hadFocus = true
    })
    options.tray.addEventListener('focusout', ({ relatedTarget }) => {
      // An element that is taken away loses the focus to nothing.
      this.#hadFocus = relatedTarget === null
    })
  }

  add(files: readonly File[]): string {
    const most = Number(this.#options.tray.dataset['most'])
    const room = Math.max(0, most - this.#cards().length - this.#coming)
    const fitting = files.slice(0, room)
    this.#coming += fitting.length
    if (fitting.length > 0)
      this.#adding = this.#adding
        .then(() => this.#choose(fitting))
        .finally(() => {
          this.#coming -= fitting.length
        })
    return files.length > room ? `At most ${most} images go into one message.` : ''
  }

  take(): Parcel | undefined {
    if (this.#coming === 0 && this.#free().length === 0) return undefined
    const refs: string[] = []
    const ready = this.#adding.then(async () => {
      for (const card of this.#free()) {
        refs.push(refOf(card))
        this.#taken.add(refOf(card))
        this.#options.mark(card, true)
      }
      await this.#until(() => this.#among(refs).every(({ dataset }) => dataset['state'] !== 'sending'))
      return this.#sentAs(refs)
    })
    return { ready, giveBack: () => this.#giveBack(refs) }
  }

  abandon(): void {
    for (const { done } of this.#waiting) done()
  }

  end(): void {
    this.#observer.disconnect()
    this.#waiting.clear()
  }

  async #choose(files: readonly File[]): Promise<void> {
    const fit = await Promise.all(files.map(prepared))
    const before = new Set(this.#cards().map(refOf))
    this.#options.upload(fit)
    const appeared = () => this.#cards().filter((card) => !before.has(refOf(card))).length
    await this.#until(() => appeared() >= fit.length, patience)
  }

  #sentAs(refs: readonly string[]): readonly SentImage[] {
    const cards = this.#among(refs)
    const failed = cards.find(({ dataset }) => dataset['state'] === 'failed')
    if (failed) throw failed.querySelector('.problem')?.textContent ?? ''
    return cards.map((card) => ({ ref: refOf(card), alt: card.querySelector('input')?.value.trim() ?? '' }))
  }

  #giveBack(refs: readonly string[]): void {
    for (const ref of refs) this.#taken.delete(ref)
    for (const card of this.#among(refs)) this.#options.mark(card, false)
  }

  #cards(): HTMLElement[] {
    return [...this.#options.tray.querySelectorAll<HTMLElement>('.card')]
  }

  #among(refs: readonly string[]): HTMLElement[] {
    return this.#cards().filter((card) => refs.includes(refOf(card)))
  }

  #free(): HTMLElement[] {
    return this.#cards().filter((card) => !this.#taken.has(refOf(card)))
  }

  #changed(): void {
    for (const { look } of this.#waiting) look()
    if (!this.#hadFocus || document.activeElement !== document.body) return
    this.#hadFocus = false
    this.#options.onFocusLost()
  }

  /** Resolves when something holds for the cards, or after so many milliseconds. */
  #until(holds: () => boolean, most?: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#waiting.delete(waiting)
        resolve()
      }
      const timer = most && setTimeout(done, most)
      const waiting: Waiting = { look: () => holds() && done(), done }
      this.#waiting.add(waiting)
      waiting.look()
    })
  }
}

const refOf = ({ dataset }: HTMLElement): string => dataset['ref'] ?? ''
