import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { html, liveView, route, Type, type UploadDefinition, type UploadWriter } from 'oriel'
import type { LiveApp, LiveAppOptions } from '../../support/live-app.ts'
import { type PageTokens, WireBrowser, WireSocket } from '../../support/wire-client.ts'

/** A view with one upload of texts, which shows what becomes of its files. */
export const viewOf = (papers: UploadDefinition<string>) =>
  liveView({
    uploads: { papers },
    events: {
      check: Type.Object({ title: Type.Optional(Type.String()) }),
      save: Type.Object({}),
      cancel: Type.Object({ ref: Type.String() }),
      crash: Type.Object({}),
      close: Type.Object({}),
      open: Type.Object({}),
    },
    mount: () => ({ saved: 'nothing', title: '' }),
    handleEvent: {
      check: (live, { title = '' }) => live.assign({ title }),
      async save(live) {
        const texts = await live.consumeUploads('papers', (text) =>
          typeof text === 'string' ? text : JSON.stringify(text),
        )
        live.assign({ saved: texts.join(' and ') || 'nothing' })
      },
      cancel: (live, { ref }) => live.cancelUpload('papers', ref),
      close: (live) => live.allowUpload('papers', false),
      open: (live) => live.allowUpload('papers', true),
      crash() {
        throw new Error('planted')
      },
    },
    render: ({ saved, title, papers }) => html`
      <p>${`saved ${saved}, title ${title}`}</p>
      <p>${papers.entries.map(({ name, progress, errors }) => `[${name} ${progress}% ${errors.join()}]`).join('')}</p>`,
  })

/** How a browser describes a file. */
export const described = (name: string, size: number, ref = '0') => ({
  ref,
  name,
  size,
  type: 'text/plain',
  last_modified: 0,
  relative_path: '',
})

type Description = ReturnType<typeof described>

/** A channel that carries a file. */
export interface FileChannel {
  readonly status: string
  readonly response: Readonly<Record<string, unknown>>
  readonly joinRef: string
  readonly topic: string
  chunk(content: string | Uint8Array): ReturnType<WireSocket['chunk']>
}

/** A browser at a page with an upload, frame by frame. */
export class UploadVisitor {
  socket: WireSocket
  #joinRef: string
  /** The ref of the upload. */
  readonly ref: string
  readonly #browser: WireBrowser
  readonly #tokens: PageTokens
  /** What the view can be taken up again by. */
  #resume: unknown
  #lastRef = 0

  private constructor(browser: WireBrowser, tokens: PageTokens, socket: WireSocket) {
    this.#browser = browser
    this.#tokens = tokens
    this.socket = socket
    this.#joinRef = ''
    this.ref = `${tokens.id}-papers`
  }

  static async open(
    { url }: LiveApp,
    { resumes = false, ...options }: { readonly isPolled?: boolean; readonly resumes?: boolean } = {},
  ): Promise<UploadVisitor> {
    const browser = new WireBrowser(url)
    const { tokens } = await browser.get('/')
    const visitor = new UploadVisitor(browser, tokens, await WireSocket.open(browser, tokens, options))
    await visitor.#join(resumes ? { resume: { id: 'visitor', seen: 0 } } : {})
    return visitor
  }

  /** Comes back after a lost connection. */
  async comeBack(): Promise<void> {
    await this.connect()
    await this.join()
  }

  async connect(): Promise<void> {
    this.#lastRef += 1000
    this.socket = await WireSocket.open(this.#browser, this.#tokens, { lastRef: this.#lastRef })
  }

  /** Takes its view up again. */
  join(): Promise<void> {
    return this.#join({ resume: { id: 'visitor', token: this.#resume, seen: 0 } })
  }

  async #join(payload: object): Promise<void> {
    const { joinRef, response } = await this.socket.join('/', payload)
    this.#joinRef = joinRef
    this.#resume = response['resume']
  }

  async call(event: string, payload: object): Promise<Readonly<Record<string, unknown>>> {
    return (await this.socket.call(this.#joinRef, this.socket.topic, event, payload)).response
  }

  select(...files: readonly object[]): Promise<object> {
    const uploads = { [this.ref]: files }
    return this.call('event', { type: 'form', event: 'check', value: '', meta: {}, uploads })
  }

  submit(event = 'save', value = ''): Promise<object> {
    return this.call('event', { type: 'form', event, value, meta: {} })
  }

  /** Asks to send files, and gives the tokens. */
  async allow(...files: readonly object[]): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.call('allow_upload', { ref: this.ref, entries: files })
    return answer['entries'] as Readonly<Record<string, unknown>>
  }

  /** `payload` is more to say at the join. */
  async channel(token: unknown, entry = '0', payload: object = {}): Promise<FileChannel> {
    const topic = `lvu:${entry}`
    const joined = await this.socket.joinTopic(topic, { token, ...payload })
    const chunk = (content: string | Uint8Array) =>
      this.socket.chunk(joined.joinRef, topic, Buffer.from(content))
    return { ...joined, topic, chunk }
  }

  progress(progress: unknown, entry = '0'): Promise<object> {
    return this.call('progress', { event: null, ref: this.ref, entry_ref: entry, progress })
  }

  /** Chooses a file, and begins to send it. */
  async begin(file: Description): Promise<FileChannel> {
    await this.select(file)
    const tokens = await this.allow(file)
    return this.channel(tokens[file.ref], file.ref)
  }

  /** Waits until the view shows a text. */
  sees(text: string): Promise<unknown> {
    return this.socket.next((frame) => JSON.stringify(frame).includes(text))
  }

  /** Waits until the channel of a file is closed. */
  closed({ joinRef, topic }: FileChannel): Promise<unknown> {
    return this.socket.next((frame) => frame[0] === joinRef && frame[2] === topic && frame[3] === 'phx_close')
  }
}

/** Keeps a file in memory, and writes down what is asked of it. */
export function memoryWriter(told: string[] = []): UploadWriter<string> {
  let text = ''
  return {
    write(bytes) {
      told.push(`write ${bytes.length}`)
      text += Buffer.from(bytes).toString()
    },
    close: () => text,
    discard: () => told.push('discard'),
    consumed: () => told.push('consumed'),
  }
}

/** What serves a view with an upload. */
export const served = (
  papers: UploadDefinition<string>,
  limits: LiveAppOptions['limits'] = {},
): Partial<LiveAppOptions> => ({ routes: [route('/', viewOf(papers))], limits })

/** The temporary files of all uploads below the present folder for temporary files. */
export async function tempFiles(): Promise<readonly string[]> {
  const folders = (await readdir(tmpdir())).filter((name) => name.startsWith('oriel-uploads-'))
  return (await Promise.all(folders.map((name) => readdir(join(tmpdir(), name))))).flat()
}
