import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveApp, serveLive } from '../../support/live-app.ts'
import { type PageTokens, WireBrowser, type WireReply, WireSocket } from '../../support/wire-client.ts'
import { accounts, routes, signOutEverywhere } from './guarded.ts'
import { signIn } from './sign.ts'

let live: LiveApp
beforeAll(async () => {
  live = await serveLive({ routes, extend: accounts })
})
afterAll(() => live.close())

const RELOAD = '__phoenix_reload_status__'

/** A browser that does what the client does when a join is refused. */
class ObedientBrowser extends WireBrowser {
  loads = 0
  #socket: WireSocket | undefined
  #tokens: PageTokens | undefined
  /** How the view that is shown was joined, and will be again. */
  #rejoin = async (): Promise<void> => {}

  /** What its joins say in `_mounts`: some views fail whenever that is 9. */
  mounts = 0

  /** Loads a page and joins its view, until a page or a view stays. */
  async visit(path: string): Promise<void> {
    this.leave()
    this.loads++
    if (this.loads > 10) throw new Error(`The browser goes on loading ${path}.`)
    const { headers, tokens } = await this.get(path)
    const location = headers.get('location')
    if (location) return this.visit(location)
    if (!tokens.session) return
    this.#tokens = tokens
    this.#socket = await WireSocket.open(this, tokens)
    await this.#join(path, {})
  }

  /** Follows a link of live navigation. */
  async navigate(path: string): Promise<void> {
    if (!this.#socket) return this.visit(path)
    await this.#join(path, { url: undefined, redirect: new URL(path, this.url).href })
  }

  /** Connects anew and joins again, as after the server has closed the socket. */
  async reconnect(): Promise<void> {
    if (!this.#tokens) return
    this.#socket?.close()
    this.#socket = await WireSocket.open(this, this.#tokens)
    await this.#rejoin()
  }

  leave(): void {
    this.#socket?.close()
    this.#socket = this.#tokens = undefined
  }

  async #join(path: string, payload: object): Promise<void> {
    this.#rejoin = () => this.#join(path, payload)
    const reply = await this.#socket?.join(path, { params: { _mounts: this.mounts }, ...payload })
    if (reply) await this.#obey(path, reply)
  }

  async #obey(path: string, { status, response }: WireReply): Promise<void> {
    if (status === 'ok') return
    const { live_redirect, reason, token } = response as {
      readonly live_redirect?: { readonly to: string }
      readonly reason?: string
      readonly token?: string
    }
    if (live_redirect) return this.navigate(live_redirect.to)
    if (token) this.cookies.set(RELOAD, token)
    expect(['stale', 'unauthorized', 'reload', 'join crashed']).toContain(reason)
    if (reason !== 'join crashed') await this.visit(path)
  }
}

const pages = ['/', '/home', '/rooms', '/rooms/7', '/rooms/404', '/rooms/410', '/rooms/x', '/rooms/7/edit']
const page = fc.constantFrom(...pages, '/club', '/club?door=open', '/club?fault=true', '/nowhere')

test('whatever is refused, and whoever signs in or out meanwhile, no page is loaded again and again', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('visit'), to: page }),
    fc.record({ kind: fc.constant('navigate'), to: page }),
    fc.record({ kind: fc.constant('sign in') }),
    fc.record({ kind: fc.constant('sign out') }),
  ) as fc.Arbitrary<{ readonly kind: string; readonly to?: string }>
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(0, 9), fc.array(step, { maxLength: 8 }), async (mounts, steps) => {
      const browser = new ObedientBrowser(live.url)
      browser.mounts = mounts
      await browser.visit('/')
      for (const { kind, to = '/' } of steps) {
        browser.loads = 0
        if (kind === 'visit') await browser.visit(to)
        else if (kind === 'navigate') await browser.navigate(to)
        else if (kind === 'sign in') await signIn(live, 'Ana', browser)
        else await signOutEverywhere(live.app, 'Ana')
        if (kind.startsWith('sign')) await browser.reconnect()
        // The page that is refused, the one it is loaded for, and where that leads.
        expect(browser.loads).toBeLessThanOrEqual(3)
      }
      browser.leave()
    }),
    { numRuns: 60 },
  )
})
