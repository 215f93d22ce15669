import type { Hook } from '../live/index.ts'
import { type Field, field } from './field.ts'
import { type Outbox, outbox, type Returned } from './outbox.ts'
import type { Push } from './push.ts'

const disconnected = 'The connection was lost. Your message is back here: send it again when it returns.'

/**
 * Owns the message form. On submit it takes the text and clears the field at once, so that typing never waits for
 * the network; what is refused or never answered comes back, before whatever has been typed meanwhile.
 */
export const Composer: Hook<{ composer: LiveComposer }> = {
  mounted() {
    const push: Push = (event, payload) => this.pushEvent(event, payload)
    this.composer = new LiveComposer(this.el as HTMLFormElement, push)
  },
  disconnected() {
    this.composer.abandon()
  },
  destroyed() {
    this.composer.end()
  },
}

class LiveComposer {
  readonly #form: HTMLFormElement
  readonly #field: Field
  readonly #outbox: Outbox
  readonly #problem: HTMLElement
  readonly #undo = new AbortController()
  /** The event ids of texts that came back: sent again as they are, they cannot be posted twice. */
  readonly #returned = new Map<string, string>()

  constructor(form: HTMLFormElement, push: Push) {
    const { signal } = this.#undo
    this.#form = form
    this.#field = field(form, signal)
    this.#problem = form.querySelector('.problem') as HTMLElement
    this.#outbox = outbox({
      area: document.getElementById('outbox') as HTMLElement,
      list: document.getElementById('messages') as HTMLElement,
      send: (payload) => push(form.getAttribute('phx-submit') ?? '', payload),
      onReturn: (returned) => this.#takeBack(returned),
    })
    // In the capture phase: the client must not send the form as well.
    form.addEventListener('submit', (event) => this.#submit(event), { capture: true, signal })
    form.addEventListener('input', () => this.#explain(''), { signal })
    // With a finger, a field in focus means half of the screen for the keyboard.
    if (matchMedia('(hover: hover)').matches) this.#field.focus()
  }

  #submit(event: Event): void {
    event.preventDefault()
    event.stopImmediatePropagation()
    const { text, excess } = this.#field
    if (excess > 0)
      return this.#explain(`Message should be at most ${this.#form.dataset['limit']} character(s)`)
    if (text !== '') this.#post(text)
    this.#field.focus()
  }

  #post(text: string): void {
    this.#outbox.post(text, this.#returned.get(text) ?? randomId())
    this.#returned.delete(text)
    this.#field.clear()
    this.#explain('')
  }

  #takeBack(returned: readonly Returned[]): void {
    for (const { text, eventId } of returned) this.#returned.set(text, eventId)
    this.#field.putBack(returned.map(({ text }) => text))
    this.#explain(returned[0]?.reason ?? '')
  }

  #explain(problem: string): void {
    this.#problem.textContent = problem
  }

  /** The connection is gone: nothing on its way can be answered any more. */
  abandon(): void {
    this.#outbox.abandon(disconnected)
  }

  end(): void {
    this.#outbox.end()
    this.#undo.abort()
  }
}

/** A UUID; `crypto.randomUUID` is there only where the page came over TLS or from this machine. */
const randomId = (): string =>
  '10000000-1000-4000-8000-100000000000'.replaceAll(/[018]/g, (digit) => {
    const [random = 0] = crypto.getRandomValues(new Uint8Array(1))
    return (Number(digit) ^ (random & (15 >> (Number(digit) / 4)))).toString(16)
  })
