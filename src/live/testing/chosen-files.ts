import { handlerAt } from './binding.ts'
import { tagOf } from './checks.ts'
import type { Element } from './dom.ts'
import type { Message, TestChannel } from './test-channel.ts'
import type { Visit } from './visit.ts'

/** A file that a person has chosen, and how much of it has been sent. */
interface Chosen {
  readonly ref: string
  readonly file: File
  channel?: TestChannel
  chunkSize?: number
  isSentElsewhere?: boolean
  sent: number
}

/** The answer to a browser that asks to send files. */
interface Preflight {
  readonly config?: { readonly chunk_size: number }
  readonly entries?: Readonly<Record<string, unknown>>
}

const inputsOf = (form: Element): readonly Element[] => [
  ...form.querySelectorAll('input[data-phx-upload-ref]'),
]

const uploadOf = (input: Element): string => input.getAttribute('data-phx-upload-ref') ?? ''

const refsOf = (input: Element, which: string): readonly string[] =>
  (input.getAttribute(`data-phx-${which}-refs`) ?? '').split(',')

/** The files that a person has chosen on a page, by the upload that they are for; sends them as a browser does. */
export class ChosenFiles {
  readonly #visit: Visit
  readonly #byUpload = new Map<string, readonly Chosen[]>()
  #count = 0

  constructor(visit: Visit) {
    this.#visit = visit
  }

  /** Puts files into a file input: beside those that are there when it takes several. */
  choose(input: Element, files: readonly File[]): void {
    if (!input.hasAttribute('data-phx-upload-ref'))
      throw new Error(`${tagOf(input)} is no file input of an upload. Show it with fileInput().`)
    const kept = input.hasAttribute('multiple') ? this.#activeIn(input) : []
    const fresh = files.map((file) => ({ ref: String(this.#count++), file, sent: 0 }))
    this.#byUpload.set(uploadOf(input), [...kept, ...fresh])
  }

  /** What a change of the input tells of them. */
  described(input: Element): object {
    const path = input.getAttribute('name')
    const files = (this.#byUpload.get(uploadOf(input)) ?? []).map((chosen) => ({ path, ...describe(chosen) }))
    return { [uploadOf(input)]: files }
  }

  /** Sends what has not been sent of the files of an input, up to so many percent of each. */
  async send(selector: string, percent: number): Promise<void> {
    const find = () => this.#visit.page.element(selector)
    const preflighted = refsOf(find(), 'preflighted')
    const waiting = this.#activeIn(find()).filter(({ ref }) => !preflighted.includes(ref))
    const { view } = handlerAt(find())
    const ref = uploadOf(find())
    let answer: Preflight = {}
    if (waiting.length > 0)
      await this.#visit.call(view, 'allow_upload', { ref, entries: waiting.map(describe) }, (given) => {
        answer = given
      })
    const tell = (chosen: Chosen, progress: unknown) =>
      this.#visit.call(view, 'progress', { event: null, ref, entry_ref: chosen.ref, progress })
    for (const chosen of this.#activeIn(find())) {
      const pass = answer.entries?.[chosen.ref]
      if (typeof pass === 'object') chosen.isSentElsewhere = true
      if (chosen.isSentElsewhere) await tell(chosen, percent)
      else {
        if (typeof pass === 'string') await this.#join(chosen, pass, answer)
        await this.#sendOne(chosen, percent, tell)
      }
    }
    // What is refused on the way is shown by a turn of its own.
    await this.#visit.rest(false)
  }

  /**
   * Sends all files of a form, as a browser does before it submits it; gives the form as it is then, or undefined when
   * one of the files cannot be sent, so that the form is not submitted either.
   */
  async sendAll(form: Element): Promise<Element | undefined> {
    const inputs = inputsOf(form).map(({ id }) => `[id="${id}"]`)
    const hasFailed = () =>
      inputs.some((selector) => this.#visit.page.element(selector).hasAttribute('data-phx-error-refs'))
    for (const selector of inputs) if (!hasFailed()) await this.send(selector, 100)
    return hasFailed() ? undefined : this.#visit.page.element(`[id="${form.id}"]`)
  }

  /** Whether a form has no place for files. */
  isEmpty(form: Element): boolean {
    return inputsOf(form).length === 0
  }

  async #join(chosen: Chosen, token: string, { config }: Preflight): Promise<void> {
    chosen.chunkSize = config?.chunk_size ?? 0
    chosen.channel = await this.#visit.joinFile(`lvu:${chosen.ref}`, { token })
  }

  async #sendOne(
    chosen: Chosen,
    percent: number,
    tell: (chosen: Chosen, progress: unknown) => Promise<unknown>,
  ): Promise<void> {
    const { channel, file, chunkSize = 0 } = chosen
    const end = Math.floor((file.size * percent) / 100)
    while (channel && chosen.sent < end) {
      const bytes = new Uint8Array(
        await file.slice(chosen.sent, Math.min(end, chosen.sent + chunkSize)).arrayBuffer(),
      )
      const { reason }: Message = await channel.call('chunk', bytes, (response) => response)
      if (reason !== undefined) {
        delete chosen.channel
        if (reason !== 'writer_error') await tell(chosen, { error: reason })
        return
      }
      chosen.sent += bytes.length
      await tell(chosen, Math.floor((chosen.sent / file.size) * 100))
    }
  }

  #activeIn(input: Element): readonly Chosen[] {
    const active = refsOf(input, 'active')
    return (this.#byUpload.get(uploadOf(input)) ?? []).filter(({ ref }) => active.includes(ref))
  }
}

const describe = ({ ref, file }: Chosen): object => ({
  ref,
  last_modified: file.lastModified,
  name: file.name,
  relative_path: '',
  size: file.size,
  type: file.type,
})
