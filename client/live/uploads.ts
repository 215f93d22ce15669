import type { Frame } from '../../src/live/wire/frame.ts'
import { Channel, type Line } from './channel.ts'
import { type Chosen, chosenIn, describe, settleChosen, UPLOADS, uploadsOf } from './chosen.ts'
import type { Cause } from './commands.ts'
import { createPreviews } from './previews.ts'
import { toggleClasses } from './sticky.ts'

/** A file that an uploader sends elsewhere. */
export interface ExternalEntry {
  readonly ref: string
  readonly file: File
  /** What `external` of the upload gave. */
  readonly meta: { readonly uploader: string } & Readonly<Record<string, unknown>>
  /** Tells how far it has come, in percent; 100 says that it is there. */
  progress(percent: number): void
  /** It could not be sent. */
  error(reason?: string): void
  /** Calls back when the person gives the file up. */
  onCancel(callback: () => void): void
}

/** Sends files to where their `meta` says; `onViewError` calls back when the view is gone. */
export type Uploader = (
  entries: readonly ExternalEntry[],
  onViewError: (callback: () => void) => void,
) => void

/** What uploads need of the page. */
export interface UploadReach {
  readonly line: Line
  readonly uploaders: Readonly<Record<string, Uploader>>
  /** Says something to the view of an element, and gives the answer. */
  tell(el: Element, message: string, payload: object): Promise<object>
}

/** Marks a form whose files are on their way. */
const SENDING = 'phx-submit-loading'

type Tell = (message: string, payload: object) => Promise<object>

interface Preflight {
  readonly entries?: Readonly<Record<string, unknown>>
  readonly config?: { readonly chunk_size: number }
}

/** Sends the files that are chosen on a page. */
export class Uploads {
  readonly #reach: UploadReach
  readonly #channels = new Map<string, Channel>()
  readonly #onLost = new Set<() => void>()
  readonly #settlePreviews = createPreviews()

  constructor(reach: UploadReach) {
    this.#reach = reach
  }

  /** Runs what a binding pushes: for a form, after its files; for the change of a file input, before they are sent. */
  async around(el: HTMLElement, { type, form }: Cause, push: () => Promise<unknown>): Promise<void> {
    if (type === 'submit') return this.#submit(el as HTMLFormElement, push)
    await push()
    const inputs = form ? uploadsOf((el as HTMLInputElement).form!) : el.matches(UPLOADS) ? [el] : []
    for (const input of inputs) for (const chosen of chosenIn(input)) chosen.isTold = true
    if (inputs.length > 0) this.settle()
  }

  /** Takes a frame; false when it is for no file. */
  receive(frame: Frame): boolean {
    const channel = this.#channels.get(frame[2])
    channel?.receive(frame)
    return !!channel
  }

  /** The connection is gone. */
  lost(): void {
    for (const channel of this.#channels.values()) channel.lost('client-error')
    for (const callback of this.#onLost) callback()
    this.#onLost.clear()
  }

  /** The page has changed. */
  settle(): void {
    for (const input of settleChosen())
      if ('phxAutoUpload' in input.dataset) this.#send(input).catch(() => {})
    this.#settlePreviews()
  }

  async #submit(form: HTMLFormElement, push: () => Promise<unknown>): Promise<void> {
    const inputs = uploadsOf(form)
    const hasFailed = () => inputs.some(({ dataset }) => 'phxErrorRefs' in dataset)
    const isReady = () =>
      !hasFailed() && inputs.every((input) => chosenIn(input).every(({ isSent }) => isSent))
    if (!isReady()) {
      const waits = (isOn: boolean) => toggleClasses(form, [SENDING], isOn)
      if (form.classList.contains(SENDING) || hasFailed()) return
      waits(true)
      await Promise.all(inputs.map((input) => this.#send(input))).catch(() => {})
      waits(false)
      if (!isReady()) return
    }
    await push()
  }

  /** Sends what has not been sent of the files of an input. */
  async #send(input: HTMLInputElement): Promise<unknown> {
    const due = chosenIn(input).filter(({ sending, isTold }) => !sending && isTold)
    if (due.length > 0) {
      const tell = (message: string, payload: object) =>
        this.#reach.tell(input, message, { ref: input.dataset['phxUploadRef'], ...payload })
      const answered: Promise<Preflight> = tell('allow_upload', { entries: due.map(describe) })
      for (const chosen of due)
        chosen.sending = answered.then((answer) => this.#sendOne(chosen, answer, tell))
    }
    return Promise.all(chosenIn(input).map(({ sending }) => sending))
  }

  #sendOne(chosen: Chosen, { entries, config }: Preflight, tell: Tell): Promise<unknown> | undefined {
    const { ref, file } = chosen
    const pass = entries?.[ref]
    chosen.isDenied = !pass
    if (!pass) return
    return new Promise((resolve) => {
      let last = -1
      let cancel = () => {}
      // Who cannot be told has lost the file with its connection.
      const told = (progress: unknown) =>
        tell('progress', { event: null, entry_ref: ref, progress }).catch(() => {})
      chosen.giveUp = () => {
        cancel()
        resolve(0)
      }
      const meta = pass as ExternalEntry['meta']
      const entry: ExternalEntry = {
        ref,
        file,
        meta,
        progress(percent) {
          const progress = Math.floor(percent)
          if (progress <= last) return
          last = progress
          chosen.isSent = progress >= 100
          const answer = told(progress)
          if (chosen.isSent) answer.then(resolve)
        },
        error: (reason = 'failed') => void told({ error: reason }).then(resolve),
        onCancel: (callback) => {
          cancel = callback
        },
      }
      if (typeof pass === 'string') this.#sendHere(entry, pass, config?.chunk_size ?? file.size)
      else this.#reach.uploaders[meta.uploader]?.([entry], (callback) => this.#onLost.add(callback))
    })
  }

  /** Sends a file over the socket, chunk by chunk. */
  #sendHere(entry: ExternalEntry, token: string, chunkSize: number): void {
    const { ref, file } = entry
    const topic = `lvu:${ref}`
    const send = async () => {
      for (let start = 0; start < file.size; start += chunkSize) {
        const bytes = await file.slice(start, start + chunkSize).arrayBuffer()
        await channel.push('chunk', new Uint8Array(bytes))
        entry.progress((Math.min(start + chunkSize, file.size) / file.size) * 100)
      }
    }
    const end = () => {
      channel.leave()
      this.#channels.delete(topic)
    }
    const fail = () => entry.error()
    const channel = new Channel(topic, this.#reach.line, {
      joinPayload: () => ({ token }),
      onJoin: () => send().catch(fail).then(end),
      onRefused: () => {
        fail()
        return true
      },
      onMessage() {},
      onDown: () => false,
    })
    entry.onCancel(end)
    this.#channels.set(topic, channel)
    channel.join()
  }
}
