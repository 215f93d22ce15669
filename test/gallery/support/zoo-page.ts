import { setImmediate } from 'node:timers/promises'
import { route } from 'oriel'
import { localPubSub, type PubSub } from 'oriel/bus'
import type { Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import type { TestBrowser, TestPage } from '../../support/browser.ts'
import { serveLive } from '../../support/live-app.ts'
import { connected } from '../../support/open-page.ts'
import { type TcpProxy, tcpProxy } from '../../support/tcp-proxy.ts'
import { bundle } from '../bundle.ts'
import { rootLayout } from '../layout.ts'
import { type Client, networkErrors } from './stage.ts'
import { zooOf } from './zoo.ts'
import { zooHtml } from './zoo-html.ts'
import { type Act, type Turn, World } from './zoo-world.ts'

/** What the official client says, seconds later, of components that went while the connection was lost. */
const lateErrors = [/Failed to push components destroyed .*push timeout/]

/** The zoo in a browser, behind a network that may be bad. */
export class ZooPage {
  readonly #client: Client
  readonly #isResumed: boolean
  readonly #world: World
  readonly #pubsub: PubSub
  readonly #network: TcpProxy
  readonly #tested: TestPage
  /** The page shows what it should not: the next run begins with another one. */
  #isSpoiled = false
  /** Problems of the page before this run. */
  #problems = 0

  private constructor(
    client: Client,
    isResumed: boolean,
    world: World,
    pubsub: PubSub,
    network: TcpProxy,
    tested: TestPage,
  ) {
    this.#client = client
    this.#isResumed = isResumed
    this.#world = world
    this.#pubsub = pubsub
    this.#network = network
    this.#tested = tested
  }

  /** Serves the zoo and opens it under a client, until the test ends; `isResumed` lets it outlive its connection. */
  static async open(browser: TestBrowser, client: Client, isResumed = false): Promise<ZooPage> {
    const world = new World()
    const pubsub = localPubSub()
    const { port, close } = await served(world, pubsub, isResumed)
    onTestFinished(close)
    const network = await tcpProxy(port)
    onTestFinished(network.close)
    const tested = await browser.newPage()
    onTestFinished(() => tested.page.context().close())
    await tested.page.goto(`http://127.0.0.1:${network.port}/?client=${client}`)
    await connected(tested.page)
    return new ZooPage(client, isResumed, world, pubsub, network, tested)
  }

  get #page(): Page {
    return this.#tested.page
  }

  /** Runs from an empty world to a page that shows it. */
  async run(act: () => Promise<void>): Promise<void> {
    const turn = this.#world.clear()
    if (this.#isSpoiled) await this.#page.reload()
    this.#problems = this.#tested.problems.length
    this.#isSpoiled = true
    await this.#tell(turn)
    await this.settle()
    await act()
    await this.settle()
    this.#isSpoiled = false
  }

  /** Changes the world, and waits until the view has rendered that, if there is one. */
  turn(acts: readonly Act[]): Promise<void> {
    // The official client fails over an element that moves into the one before it.
    const isOfficial = this.#client === 'official'
    return this.#tell(this.#world.turn(acts.filter((act) => !(isOfficial && this.#world.movesIn(act)))))
  }

  /** Clicks on one of what has a binding on the page now. */
  async click(nth: number): Promise<void> {
    await this.#page.evaluate((nth) => {
      const all = document.querySelectorAll<HTMLElement>('main [phx-click]')
      all[nth % all.length]?.click()
    }, nth)
  }

  /** Nothing passes until `release`. */
  hold(): void {
    this.#network.stall()
  }

  release(): void {
    this.#network.resume()
  }

  /** The connection is lost; the client makes another. */
  cut(): void {
    this.#network.cut()
  }

  /** Lets everything arrive, and compares the page with what it should show. */
  async settle(): Promise<void> {
    this.release()
    this.#world.token = `${Number(this.#world.token) + 1}`
    await this.#page.evaluate(sync, this.#world.token)
    const shown = await this.#page.evaluate(bare)
    expect(shown).toBe(zooHtml(this.#world, this.#world.truth!))
    const expected = [...networkErrors, ...lateErrors]
    const problems = this.#tested.problems.slice(this.#problems)
    expect(problems.filter((problem) => !expected.some((error) => error.test(problem)))).toEqual([])
  }

  async #tell(turn: Turn): Promise<void> {
    this.#pubsub.publish(this.#world.turned, turn)
    const last = () => this.#world.truth?.[this.#isResumed ? 'told' : 'n'] ?? turn.n
    while (last() < turn.n) await setImmediate()
  }
}

async function served(world: World, pubsub: PubSub, isResumed: boolean) {
  const files = await bundle()
  return serveLive({
    routes: [route('/', zooOf(world, isResumed))],
    rootLayout,
    pubsub,
    assets: { url: (name: string) => `/assets/${name}`, isCurrent: () => true },
    extend: (app) =>
      app.get<{ Params: { name: string } }>('/assets/:name', async ({ params: { name } }, reply) =>
        reply.type(name.endsWith('.js') ? 'text/javascript' : 'text/css').send(files.get(name)),
      ),
  })
}

/** In the page: asks for a sign until it comes, so that all before it has come, too. */
async function sync(token: string): Promise<void> {
  let asked = 0
  for (;;) {
    const button = document.querySelector<HTMLElement>('.phx-connected #sync')
    if (button?.textContent === token) return
    // A connection that is lost takes the question along.
    if (button && performance.now() - asked > 200) {
      asked = performance.now()
      button.click()
    }
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

/** In the page: its markup without what the clients add, and without bindings. */
function bare(): string {
  const main = document.querySelector('main')!.cloneNode(true) as Element
  for (const el of main.querySelectorAll('*'))
    for (const name of el.getAttributeNames()) {
      const isSkipped = name === 'data-phx-skip'
      if (!isSkipped && name !== 'id' && name !== 'data-name') el.removeAttribute(name)
    }
  return main.innerHTML
}
