import fc from 'fast-check'
import { each, html, liveView, stream, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { openView, type TestView } from 'oriel/testing'
import { expect, test } from 'vitest'

const said = topic<string>('property.said')

/** What may happen to one of the browsers, or to all. */
const steps = [
  'event',
  'event',
  'broadcast',
  'broadcast',
  'turn',
  'cut',
  'resume',
  'resume in vain first',
  'resume and send again',
  'expire',
] as const
type Step = (typeof steps)[number]

const VIEWS = 20
const schedule = fc.array(fc.record({ browser: fc.nat(VIEWS - 1), step: fc.constantFrom(...steps) }), {
  minLength: 60,
  maxLength: 200,
})

/** A room: what was said in it is loaded by `mount`, and what is said later is heard. */
class World {
  readonly pubsub = localPubSub()
  readonly history: string[] = []
  /** How often each event has run. */
  readonly ran = new Map<string, number>()

  readonly view = liveView({
    events: { note: Type.Object({ id: Type.String() }) },
    topics: { said },
    mount: () => ({ lines: stream(this.history.map((id) => ({ id }))) }),
    handleEvent: {
      note: async (_, { id }) => {
        // Some handlers wait.
        if (id.endsWith('0')) await new Promise((resolve) => setImmediate(resolve))
        this.ran.set(id, (this.ran.get(id) ?? 0) + 1)
      },
    },
    handleInfo: { said: (live, id) => live.assigns.lines.insert({ id }) },
    render: ({ lines }) => html`
      <ul id="lines" phx-update="stream">${each(lines, ({ id }, domId) => html`<li id="${domId}">${id}</li>`)}</ul>`,
  })

  async say(id: string): Promise<void> {
    this.history.push(id)
    await this.pubsub.publish(said, id)
  }
}

/** A browser, and the events that it has sent. */
class Browser {
  readonly #view: TestView
  #isCut = false
  /** Whether the view has ended that the browser would come back to. */
  #isGone = false
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

  cut(): void {
    this.#isCut = true
    this.#view.disconnect()
  }

  expire(): void {
    if (!this.#isCut) return
    this.#isGone = true
    this.#view.expire()
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
}

async function take(world: World, browser: Browser, step: Step, n: number): Promise<void> {
  if (step === 'event') browser.send(`event ${n}`)
  else if (step === 'broadcast') await world.say(`broadcast ${n}`)
  else if (step === 'turn') await new Promise((resolve) => setImmediate(resolve))
  else if (step === 'cut') browser.cut()
  else if (step === 'expire') browser.expire()
  else if (step === 'resume') await browser.comeBack()
  else if (step === 'resume in vain first') await browser.comeBack({ dropReplies: true })
  else await browser.comeBack({ duplicateEvents: true })
}

test('whatever the network does, each event runs once, and each broadcast is shown once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async (scheduled) => {
      const world = new World()
      const options = { resumes: true, pubsub: world.pubsub }
      const opened = Array.from({ length: VIEWS }, () => openView(world.view, options))
      const browsers = (await Promise.all(opened)).map((view) => new Browser(view))
      for (const [n, { browser, step }] of scheduled.entries()) await take(world, browsers[browser]!, step, n)
      for (const browser of browsers) expect(await browser.shown()).toEqual(world.history)
      const times = (id: string) => world.ran.get(id) ?? 0
      for (const { sure, unsure } of browsers) {
        expect(sure.filter((id) => times(id) !== 1)).toEqual([])
        expect(unsure.filter((id) => times(id) > 1)).toEqual([])
      }
    }),
    { numRuns: 10 },
  )
}, 120_000)
