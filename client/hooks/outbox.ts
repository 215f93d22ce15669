import type { Parcel, SentImage } from './attachments.ts'
import type { Push } from './push.ts'

/** Messages between the form and the list. */
export interface Outbox {
  /** Shows a text as on its way, and sends it as soon as the pace allows and its images have come. */
  post(text: string, parcel?: Parcel): void
  /** Gives everything that has no answer yet back, because of `reason`. */
  abandon(reason: string): void
  /** Ends the outbox, and gives back what it had not sent yet. */
  end(): void
}

/** What makes sending something twice harmless: the same text, and no other images, under the same id. */
export interface Sending {
  readonly text: string
  /** The images, by their refs. */
  readonly refs: readonly string[]
  readonly eventId: string
}

/** A text that comes back: what it was, why, and how it was sent if it was. */
export interface Returned {
  readonly text: string
  readonly reason: string
  readonly sending: Sending | undefined
}

/** Where an outbox shows its rows, where the sent ones appear, and its ways out. */
export interface OutboxOptions {
  readonly area: HTMLElement
  readonly list: HTMLElement
  readonly send: (payload: object) => ReturnType<Push>
  /** Gives the id of what is sent now. */
  readonly eventIdOf: (text: string, refs: readonly string[]) => string
  /** Hears what was refused or never answered, oldest first. */
  readonly onReturn: (returned: readonly Returned[]) => void
  /** Hears of what came back, and was accepted after all. */
  readonly onLate: (sending: Sending) => void
}

interface Entry {
  readonly text: string
  readonly parcel: Parcel | undefined
  readonly row: HTMLElement
  sending?: Sending
  /** The dom id of the row that takes its place, once the server has accepted it. */
  shownAs?: string
}

interface Answer {
  readonly accepted: boolean
  readonly id?: string
  readonly reason?: string
}

const unanswered = 'The message got no answer. It is back here: send it again.'

// One message each 500 ms; what is typed faster waits its turn.
const pace = 500
const patience = 10_000

/** Makes an outbox; its rows come from the `<template>` in `area`. */
export function outbox(options: OutboxOptions): Outbox {
  return new PacedOutbox(options)
}

class PacedOutbox implements Outbox {
  readonly #options: OutboxOptions
  readonly #observer = new MutationObserver(() => this.#replaceShown())
  readonly #entries = new Set<Entry>()
  readonly #waiting: Entry[] = []
  #isRunning = false

  constructor(options: OutboxOptions) {
    this.#options = options
    this.#observer.observe(options.list, { childList: true })
  }

  post(text: string, parcel?: Parcel): void {
    const row = makeRow(this.#options.area, text || 'Sending…')
    const entry: Entry = { text, parcel, row }
    this.#entries.add(entry)
    this.#waiting.push(entry)
    this.#options.area.append(row)
    if (!this.#isRunning) void this.#run()
  }

  abandon(reason: string): void {
    this.#waiting.length = 0
    const unsettled = [...this.#entries].filter(({ shownAs }) => shownAs === undefined)
    this.#return(unsettled, reason)
  }

  end(): void {
    this.#observer.disconnect()
    this.#return(this.#waiting.splice(0), unanswered)
    this.#entries.clear()
  }

  /** One after another: whoever waits for images keeps the order of the messages. */
  async #run(): Promise<void> {
    this.#isRunning = true
    for (let entry = this.#waiting[0]; entry; entry = this.#waiting[0]) {
      const images = await this.#arrived(entry)
      // It may have come back meanwhile.
      if (this.#waiting[0] !== entry) continue
      this.#waiting.shift()
      if (!images) continue
      void this.#send(entry, images)
      await new Promise((resolve) => setTimeout(resolve, pace))
    }
    this.#isRunning = false
  }

  /** The images of an entry once they have come; undefined when there is nothing to send. */
  async #arrived(entry: Entry): Promise<readonly SentImage[] | undefined> {
    try {
      const images = (await entry.parcel?.ready) ?? []
      if (entry.text !== '' || images.length > 0) return images
      this.#remove(entry)
    } catch (reason) {
      if (this.#entries.has(entry)) this.#return([entry], String(reason))
    }
    return undefined
  }

  async #send(entry: Entry, images: readonly SentImage[]): Promise<void> {
    const { text } = entry
    const giveUp = setTimeout(() => this.#settle(entry, undefined), patience)
    const refs = images.map(({ ref }) => ref)
    const eventId = this.#options.eventIdOf(text, refs)
    entry.sending = { text, refs, eventId }
    const payload = { content: text, event_id: eventId, ...(images.length > 0 && { images }) }
    const answer = (await this.#options.send(payload).catch(() => undefined)) as Answer | undefined
    clearTimeout(giveUp)
    this.#settle(entry, answer)
  }

  #settle(entry: Entry, answer: Answer | undefined): void {
    // It may have come back meanwhile, or the page may have been left: a view may answer after a lost connection.
    if (!this.#entries.has(entry)) {
      if (answer?.accepted && entry.sending) this.#options.onLate(entry.sending)
      return
    }
    if (!answer?.accepted) return this.#return([entry], answer?.reason ?? unanswered)
    entry.shownAs = `${this.#options.list.id}-${answer.id}`
    this.#replaceShown()
  }

  /** Takes away what the list shows by now: its row comes with the message itself, not with the answer. */
  #replaceShown(): void {
    for (const entry of this.#entries) {
      if (entry.shownAs !== undefined && document.getElementById(entry.shownAs)) this.#remove(entry)
    }
  }

  #return(entries: readonly Entry[], reason: string): void {
    if (entries.length === 0) return
    for (const entry of entries) {
      this.#remove(entry)
      entry.parcel?.giveBack()
    }
    this.#options.onReturn(entries.map(({ text, sending }) => ({ text, sending, reason })))
  }

  #remove(entry: Entry): void {
    this.#entries.delete(entry)
    entry.row.remove()
  }
}

function makeRow(area: HTMLElement, text: string): HTMLElement {
  const pattern = area.querySelector('template')?.content.firstElementChild as HTMLElement
  const row = pattern.cloneNode(true) as HTMLElement
  const time = row.querySelector('time') as HTMLTimeElement
  row.removeAttribute('id')
  row.classList.add('pending')
  for (const name of ['id', 'phx-hook']) time.removeAttribute(name)
  time.dateTime = new Date().toISOString()
  time.textContent = 'Sending…'
  ;(row.querySelector('.content') as HTMLElement).textContent = text
  return row
}
