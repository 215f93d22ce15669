import type { Hook } from '../live/index.ts'
import { type Attachments, attachments } from './attachments.ts'
import { type Field, field } from './field.ts'
import { type Outbox, outbox, type Returned, type Sending } from './outbox.ts'
import type { Push } from './push.ts'
import { watchSources } from './sources.ts'

const disconnected = 'The connection was lost. Your message is back here: send it again when it returns.'

/** Marks the card of an image whose message is on its way. */
const taken = 'data-taken'

/**
 * Owns the message form. On submit it takes the text and clears the field at once, so that typing never waits for
 * the network; what is refused or never answered comes back, before whatever has been typed meanwhile. Images that are
 * pasted, dropped or picked go with the next message.
 */
export const Composer: Hook<{ composer: LiveComposer }> = {
  mounted() {
    this.composer = new LiveComposer(this.el as HTMLFormElement, {
      push: (event, payload) => this.pushEvent(event, payload),
      upload: (files) => this.upload('images', files),
      mark: (card, isTaken) =>
        isTaken ? this.js().setAttribute(card, taken, '') : this.js().removeAttribute(card, taken),
    })
  },
  disconnected() {
    this.composer.abandon()
  },
  destroyed() {
    this.composer.end()
  },
}

/** The ways to the view, and to the client. */
interface Ways {
  readonly push: Push
  readonly upload: (files: readonly File[]) => void
  readonly mark: (card: HTMLElement, isTaken: boolean) => void
}

class LiveComposer {
  readonly #form: HTMLFormElement
  readonly #field: Field
  readonly #attachments: Attachments
  readonly #outbox: Outbox
  readonly #problem: HTMLElement
  readonly #undo = new AbortController()
  /** How texts that came back were sent: sent again as they are, they cannot be posted twice. */
  readonly #returned = new Set<Sending>()

  constructor(form: HTMLFormElement, { push, upload, mark }: Ways) {
    const { signal } = this.#undo
    this.#form = form
    this.#field = field(form, signal)
    this.#problem = form.querySelector('.problem') as HTMLElement
    this.#attachments = attachments({
      tray: document.getElementById('tray') as HTMLElement,
      upload,
      mark,
      onFocusLost: () => this.#field.focus(),
    })
    this.#outbox = outbox({
      area: document.getElementById('outbox') as HTMLElement,
      list: document.getElementById('messages') as HTMLElement,
      send: (payload) => push(form.getAttribute('phx-submit') ?? '', payload),
      eventIdOf: (text, refs) => this.#eventIdOf(text, refs),
      onReturn: (returned) => this.#takeBack(returned),
      onLate: (sending) => this.#takeAway(sending),
    })
    // In the capture phase: the client must not send the form as well.
    form.addEventListener('submit', (event) => this.#submit(event), { capture: true, signal })
    form.addEventListener('input', () => this.#explain(''), { signal })
    const room = form.closest('main') as HTMLElement
    const picker = document.querySelector('#image-form input') as HTMLInputElement
    watchSources({ form, room, picker, signal }, (files) => this.#attach(files))
    if (hasKeyboard()) this.#field.focus()
  }

  #submit(event: Event): void {
    event.preventDefault()
    event.stopImmediatePropagation()
    const { text, excess } = this.#field
    if (excess > 0)
      return this.#explain(`Message should be at most ${this.#form.dataset['limit']} character(s)`)
    const parcel = this.#attachments.take()
    if (text !== '' || parcel) {
      this.#outbox.post(text, parcel)
      this.#field.clear()
      this.#explain('')
    }
    this.#field.focus()
  }

  #attach(files: readonly File[]): void {
    this.#explain(this.#attachments.add(files))
    if (hasKeyboard()) this.#field.focus()
  }

  /** Images that are not there any more may have been sent with the text: it is the same message. */
  #eventIdOf(text: string, refs: readonly string[]): string {
    const before = [...this.#returned].find(
      (sending) => sending.text === text && refs.every((ref) => sending.refs.includes(ref)),
    )
    if (!before) return randomId()
    this.#returned.delete(before)
    return before.eventId
  }

  #takeBack(returned: readonly Returned[]): void {
    for (const { sending } of returned) if (sending) this.#returned.add(sending)
    this.#field.putBack(returned.map(({ text }) => text))
    this.#explain(returned[0]?.reason ?? '')
  }

  /** It has been posted: nobody is to send it again, unless that has happened. */
  #takeAway(sending: Sending): void {
    if (!this.#returned.delete(sending)) return
    this.#field.takeAway(sending.text)
    if (this.#returned.size === 0) this.#explain('')
  }

  #explain(problem: string): void {
    this.#problem.textContent = problem
  }

  /** The connection is gone: nothing on its way can be answered any more. */
  abandon(): void {
    this.#outbox.abandon(disconnected)
    this.#attachments.abandon()
  }

  end(): void {
    this.#outbox.end()
    this.#attachments.end()
    this.#undo.abort()
  }
}

/** With a finger, a field in focus means half of the screen for the keyboard. */
const hasKeyboard = (): boolean => matchMedia('(hover: hover)').matches

/** A UUID; `crypto.randomUUID` is there only where the page came over TLS or from this machine. */
const randomId = (): string =>
  '10000000-1000-4000-8000-100000000000'.replaceAll(/[018]/g, (digit) => {
    const [random = 0] = crypto.getRandomValues(new Uint8Array(1))
    return (Number(digit) ^ (random & (15 >> (Number(digit) / 4)))).toString(16)
  })
