import { type Channel, createChannel, type Line } from './channel.ts'
import { type Chosen, chosenIn, describe, settleChosen, UPLOADS, uploadsOf } from './chosen.ts'
import type { Cause } from './commands.ts'
import { SUBMITTING } from './forms.ts'
import { settlePreviews } from './previews.ts'
import { toggleClasses } from './sticky.ts'
import type { ExternalEntry, Uploader } from './uploader.ts'

/** What uploads need of the page. */
export interface UploadReach {
  readonly line: Line
  readonly uploaders: Readonly<Record<string, Uploader>>
  /** Says something to the view of an element, and gives the answer. */
  tell(el: Element, message: string, payload: object): Promise<object>
}

type Tell = (message: string, payload: object) => Promise<object>

interface Preflight {
  readonly entries?: Readonly<Record<string, unknown>>
  readonly config?: { readonly chunk_size: number }
}

/** What sends the files that are chosen on a page. */
export interface Uploads {
  /** Runs what a binding pushes: for a form, after its files; for the change of a file input, before they are sent. */
  around(el: HTMLElement, cause: Cause, push: () => Promise<unknown>): Promise<void>
  /** Of the files that travel over the socket, by their topics. */
  readonly channels: ReadonlyMap<string, Channel>
  /** The page has changed. */
  settle(): void
}

/** Begins to send the files that are chosen on a page. */
export function createUploads({ line, uploaders, tell: tellView }: UploadReach): Uploads {
  const channels = new Map<string, Channel>()

  function settle(): void {
    for (const input of settleChosen()) if ('phxAutoUpload' in input.dataset) send(input).catch(() => {})
    settlePreviews()
  }

  async function submit(form: HTMLFormElement, push: () => Promise<unknown>): Promise<void> {
    const inputs = uploadsOf(form)
    const isReady = () =>
      inputs.every(
        (input) => !('phxErrorRefs' in input.dataset) && chosenIn(input).every(({ isSent }) => isSent),
      )
    if (!isReady()) {
      toggleClasses(form, [SUBMITTING], true)
      await Promise.allSettled(inputs.map(send))
      toggleClasses(form, [SUBMITTING], false)
      if (!isReady()) return
    }
    await push()
  }

  /** Sends what has not been sent of the files of an input. */
  async function send(input: HTMLInputElement): Promise<unknown> {
    const due = chosenIn(input).filter(({ sending, isTold }) => !sending && isTold)
    if (due.length > 0) {
      const tell = (message: string, payload: object) =>
        tellView(input, message, { ref: input.dataset['phxUploadRef'], ...payload })
      const answered: Promise<Preflight> = tell('allow_upload', { entries: due.map(describe) })
      for (const chosen of due) chosen.sending = answered.then((answer) => sendOne(chosen, answer, tell))
    }
    return Promise.all(chosenIn(input).map(({ sending }) => sending))
  }

  function sendOne(chosen: Chosen, { entries, config }: Preflight, tell: Tell): Promise<unknown> | undefined {
    const { ref, file } = chosen
    const pass = entries?.[ref]
    if (!pass) return
    return new Promise((resolve) => {
      let last = -1
      const cancels: (() => void)[] = []
      // Who cannot be told has lost the file with its connection.
      const told = (progress: unknown) => tell('progress', { entry_ref: ref, progress }).catch(() => {})
      chosen.giveUp = () => {
        for (const cancel of cancels) cancel()
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
          told(progress).then(() => chosen.isSent && resolve(0))
        },
        error: (reason = 'failed') => void told({ error: reason }).then(resolve),
        onCancel: (callback) => cancels.push(callback),
      }
      if (typeof pass === 'string') sendHere(entry, pass, config!.chunk_size)
      else uploaders[meta.uploader]?.([entry], entry.onCancel)
    })
  }

  /** Sends a file over the socket, chunk by chunk. */
  function sendHere(entry: ExternalEntry, token: string, chunkSize: number): void {
    const { ref, file } = entry
    const topic = `lvu:${ref}`
    const sendChunks = async () => {
      for (let start = 0; start < file.size; start += chunkSize) {
        const bytes = await file.slice(start, start + chunkSize).arrayBuffer()
        await channel.push('chunk', new Uint8Array(bytes))
        entry.progress((Math.min(start + chunkSize, file.size) / file.size) * 100)
      }
    }
    const end = () => {
      channel.leave()
      channels.delete(topic)
    }
    // Nothing is pushed to a file.
    const fail = () => {
      entry.error()
      return true
    }
    const channel = createChannel(topic, line, {
      joinPayload: () => ({ token }),
      onJoin: () => sendChunks().catch(fail).then(end),
      onRefused: fail,
      onMessage: fail,
      onDown: () => false,
    })
    entry.onCancel(end)
    channels.set(topic, channel)
    channel.join()
  }

  return {
    async around(el, { type, form }, push) {
      if (type === 'submit') return submit(el as HTMLFormElement, push)
      await push()
      const inputs = form || el.matches(UPLOADS) ? uploadsOf((el as HTMLInputElement).form!) : []
      for (const input of inputs) for (const chosen of chosenIn(input)) chosen.isTold = true
      settle()
    },
    channels,
    settle,
  }
}
