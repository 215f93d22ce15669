import fc from 'fast-check'
import { each, event, fileInput, html, liveView, stream, Type, upload } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { openView, type TestView } from 'oriel/testing'
import { expect, test } from 'vitest'

const said = topic<string>('property.said')

/** What may happen to one of the browsers, or to all. */
const steps = [
  'event',
  'event',
  'safe event',
  'broadcast',
  'broadcast',
  'file',
  'turn',
  'cut',
  'unnoticed cut',
  'resume',
  'resume in vain first',
  'resume and send again',
  'expire',
] as const
type Step = (typeof steps)[number]

const VIEWS = 200
/** Most of what happens, happens to some of them. */
const BUSY = 25
const browserOf = fc.oneof({ weight: 4, arbitrary: fc.nat(BUSY - 1) }, fc.nat(VIEWS - 1))
/** What happens to a browser happens in bursts: most that can go wrong needs several things at once. */
const burst = fc.record({
  browser: browserOf,
  steps: fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 6, size: 'max' }),
})
const schedule = fc.array(burst, { minLength: 80, maxLength: 160, size: 'max' })

/** A file whose every part tells where it belongs. */
const CONTENT = Array.from({ length: 200 }, (_, i) => String(i).padStart(5, '.')).join('')

/** A room: what was said in it is loaded by `mount`, and what is said later is heard. */
class World {
  readonly pubsub = localPubSub()
  readonly history: string[] = []
  /** How often each event has run; one that may be repeated has run once for all of its sendings. */
  readonly ran = new Map<string, number>()
  readonly #done = new Set<string>()
  readonly files: string[] = []

  readonly view = liveView({
    uploads: { papers: upload({ chunkSize: 64, chunkTimeout: 600_000, writer: () => memory() }) },
    events: {
      note: Type.Object({ id: Type.String() }),
      safe: event(Type.Object({ id: Type.String() }), { repeat: true }),
      check: Type.Object({}),
      save: Type.Object({}),
    },
    topics: { said },
    mount: () => ({ lines: stream(this.history.map((id) => ({ id }))) }),
    handleEvent: {
      note: async (_, { id }) => {
        // Some handlers wait.
        if (id.endsWith('0')) await new Promise((resolve) => setImmediate(resolve))
        this.#run(id)
      },
      safe: ({ eventId }, { id }) => {
        if (!this.#done.has(eventId)) this.#run(id)
        this.#done.add(eventId)
      },
      check: () => {},
      save: async (live) => {
        this.files.push(...(await live.consumeUploads('papers', (text) => text)))
      },
    },
    handleInfo: { said: (live, id) => live.assigns.lines.insert({ id }) },
    render: ({ papers, lines }, on) => html`
      <form id="form" phx-change="${on.check}" phx-submit="${on.save}">${fileInput(papers)}</form>
      <ul id="lines" phx-update="stream">${each(lines, ({ id }, domId) => html`<li id="${domId}">${id}</li>`)}</ul>`,
  })

  #run(id: string): void {
    this.ran.set(id, (this.ran.get(id) ?? 0) + 1)
  }

  async say(id: string): Promise<void> {
    this.history.push(id)
    await this.pubsub.publish(said, id)
  }
}

function memory() {
  let text = ''
  return {
    write: (bytes: Uint8Array) => {
      text += Buffer.from(bytes).toString()
    },
    close: () => text,
  }
}

/** A browser, and the events that it has sent. */
class Browser {
  readonly #view: TestView
  #isCut = false
  #isNoticed = true
  /** Whether the view has ended that the browser would come back to. */
  #isGone = false
  /** The view that has the file, and how much of that has been sent. */
  #sending: Promise<unknown> | undefined
  #percent = 0
  /** How many views it has had. */
  #generation = 0
  readonly #answers: Promise<unknown>[] = []
  #unanswered = new Set<string>()
  /** Events that must have run once. */
  readonly sure: string[] = []
  /** Events whose view had ended before they were answered: run once or never. */
  readonly unsure: string[] = []

  constructor(view: TestView) {
    this.#view = view
  }

  send(id: string): void {
    if (this.#isGone) this.unsure.push(id)
    else this.#unanswered.add(id)
    const answer = this.#view.pushEvent('note', { id }).then(() => {
      if (this.#unanswered.delete(id)) this.sure.push(id)
    })
    this.#answers.push(answer)
  }

  sendSafely(id: string): void {
    this.sure.push(id)
    this.#answers.push(this.#view.pushEvent('safe', { id }))
  }

  /** Sends some more of a file. */
  async sendFile(): Promise<void> {
    if (this.#isCut && !this.#sending) return
    this.#sending ??= this.#view.choose('input[type=file]', [new File([CONTENT], 'a.txt')])
    this.#percent = Math.min(this.#percent + 30, 100)
    const upTo = this.#percent
    const generation = this.#generation
    this.#sending = this.#sending.then(async () => {
      if (generation === this.#generation) await this.#view.upload('input[type=file]', { upTo })
    })
    // What cannot go on in a view that has begun anew is chosen again at the end.
    this.#sending.catch(() => {})
  }

  cut(isNoticed: boolean): void {
    if (this.#isCut) return
    this.#isCut = true
    this.#isNoticed = isNoticed
    this.#view.disconnect({ isNoticed })
  }

  expire(): void {
    if (!this.#isCut) return
    this.#view.expire()
    if (!this.#isNoticed) return
    this.#isGone = true
    this.#sending = undefined
    this.#generation++
    this.#percent = 0
    this.unsure.push(...this.#unanswered)
    this.#unanswered = new Set()
  }

  async comeBack(options: object = {}): Promise<void> {
    if (!this.#isCut) return
    this.#isCut = this.#isGone = false
    await this.#view.reconnect(options)
  }

  async shown(): Promise<readonly string[]> {
    await this.comeBack()
    await Promise.all(this.#answers)
    await this.#view.settled()
    return this.#view.texts('li')
  }

  /** Sends the rest of its file, if it has begun with one in the view that is there now. */
  async finishFile(): Promise<boolean> {
    if (!this.#sending) return false
    await this.#sending
    await this.#view.submit('#form')
    return true
  }
}

async function take(world: World, browser: Browser, step: Step, n: number): Promise<void> {
  if (step === 'event') browser.send(`event ${n}`)
  else if (step === 'safe event') browser.sendSafely(`safe event ${n}`)
  else if (step === 'file') void browser.sendFile()
  else if (step === 'broadcast') await world.say(`broadcast ${n}`)
  else if (step === 'turn') await new Promise((resolve) => setImmediate(resolve))
  else if (step === 'cut') browser.cut(true)
  else if (step === 'unnoticed cut') browser.cut(false)
  else if (step === 'expire') browser.expire()
  else if (step === 'resume') await browser.comeBack()
  else if (step === 'resume in vain first') await browser.comeBack({ dropReplies: true })
  else await browser.comeBack({ duplicateEvents: true })
}

async function openAll(world: World): Promise<readonly Browser[]> {
  const options = { resumes: true, pubsub: world.pubsub }
  const opened = Array.from({ length: VIEWS }, () => openView(world.view, options))
  return (await Promise.all(opened)).map((view) => new Browser(view))
}

test('whatever the network does, each event runs once, each broadcast is shown once and in order, and files are whole', async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async (scheduled) => {
      const world = new World()
      const browsers = await openAll(world)
      let n = 0
      for (const { browser, steps } of scheduled)
        for (const step of steps) await take(world, browsers[browser]!, step, n++)
      for (const browser of browsers) expect(await browser.shown()).toEqual(world.history)
      const times = (id: string) => world.ran.get(id) ?? 0
      for (const { sure, unsure } of browsers) {
        expect(sure.filter((id) => times(id) !== 1)).toEqual([])
        expect(unsure.filter((id) => times(id) > 1)).toEqual([])
      }
      let files = 0
      for (const browser of browsers) if (await browser.finishFile()) files++
      expect(world.files).toEqual(Array(files).fill(CONTENT))
    }),
    { numRuns: 4, endOnFailure: true },
  )
}, 120_000)
