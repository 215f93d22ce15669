import type { Push } from './push.ts'

/** Messages between the form and the list. */
export interface Outbox {
  /** Shows a text as on its way and sends it as soon as the pace allows; the id makes sending it twice harmless. */
  post(text: string, eventId: string): void
  /** Gives everything that has no answer yet back, because of `reason`. */
  abandon(reason: string): void
  /** Ends the outbox, and gives back what it had not sent yet. */
  end(): void
}

/** A text that comes back: what it was, and why. */
export interface Returned {
  readonly text: string
  readonly eventId: string
  readonly reason: string
}

/** Where an outbox shows its rows, where the sent ones appear, and its ways out. */
export interface OutboxOptions {
  readonly area: HTMLElement
  readonly list: HTMLElement
  readonly send: (payload: object) => ReturnType<Push>
  /** Hears what was refused or never answered, oldest first. */
  readonly onReturn: (returned: readonly Returned[]) => void
}

interface Entry {
  readonly text: string
  readonly eventId: string
  readonly row: HTMLElement
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
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: OutboxOptions) {
    this.#options = options
    this.#observer.observe(options.list, { childList: true })
  }

  post(text: string, eventId: string): void {
    const row = makeRow(this.#options.area, text)
    const entry: Entry = { text, eventId, row }
    this.#entries.add(entry)
    this.#waiting.push(entry)
    this.#options.area.append(row)
    if (this.#timer === undefined) this.#sendNext()
  }

  abandon(reason: string): void {
    this.#waiting.length = 0
    const unsettled = [...this.#entries].filter(({ shownAs }) => shownAs === undefined)
    this.#return(unsettled, reason)
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#observer.disconnect()
    this.#return(this.#waiting.splice(0), unanswered)
    this.#entries.clear()
  }

  #sendNext(): void {
    const entry = this.#waiting.shift()
    this.#timer = entry && setTimeout(() => this.#sendNext(), pace)
    if (entry) void this.#send(entry)
  }

  async #send(entry: Entry): Promise<void> {
    const giveUp = setTimeout(() => this.#settle(entry, undefined), patience)
    const payload = { content: entry.text, event_id: entry.eventId }
    const answer = await this.#options.send(payload).catch(() => undefined)
    clearTimeout(giveUp)
    this.#settle(entry, answer as Answer | undefined)
  }

  #settle(entry: Entry, answer: Answer | undefined): void {
    // It may have come back meanwhile, or the page may have been left.
    if (!this.#entries.has(entry)) return
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
    for (const entry of entries) this.#remove(entry)
    this.#options.onReturn(entries.map(({ text, eventId }) => ({ text, eventId, reason })))
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
