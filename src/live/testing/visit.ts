import type { LiveServer } from '../server/live-server.ts'
import { type Page, renderPage } from '../server/page.ts'
import { openFlash, type Session } from '../server/session.ts'
import type { ConnectInfo } from '../view/live.ts'
import type { Flash } from '../view/outcome.ts'
import { matchRoute } from '../view/route.ts'
import type { Diff } from '../wire/tree.ts'
import type { Check } from './checks.ts'
import type { Element } from './dom.ts'
import { type Left, leftByForm, shortened } from './leaving.ts'
import { Removals } from './removals.ts'
import { TestPage } from './test-page.ts'
import { type TestReply, TestSocket } from './test-socket.ts'

/** A change of the URL that the view has outlived; `kind` says what becomes of the entry in the history. */
export interface Patch {
  readonly to: string
  readonly kind: 'push' | 'replace'
}

/** What stays the same while a browser goes from page to page. */
export interface Browser {
  readonly server: LiveServer
  readonly session: Session
  readonly info: ConnectInfo
  readonly ignored: readonly Check[]
}

/** What a browser has of its page before it joins. */
interface Arrival {
  /** What the request was answered with; empty after live navigation. */
  readonly html: string
  readonly credentials: Credentials
  /** The sealed flash of the page before; present after live navigation. */
  readonly navigation?: { readonly flash: string | undefined }
}

/** What the container of a view says of itself. */
interface Credentials {
  readonly id: string
  readonly session: string
  readonly fixed: string
}

/** Loads the page of a URL and joins its view. */
export async function load(browser: Browser, url: URL, flash: Flash): Promise<Visit> {
  const page = await renderPage(browser.server, url, browser.session, flash)
  if (page.kind !== 'html') return sentAway(browser, url, page)
  const visit = new Visit(browser, url, { html: page.body, credentials: credentialsIn(page.body) })
  await visit.connect()
  return visit
}

function sentAway(browser: Browser, url: URL, page: Exclude<Page, { readonly kind: 'html' }>): Visit {
  const visit = new Visit(browser, url, { html: '', credentials: { id: '', session: '', fixed: '' } })
  visit.leave({ to: page.to, kind: page.kind }, browser.server.services.sealFlash(page.flash))
  return visit
}

/** A browser at a view, from its page until it goes elsewhere. */
export class Visit {
  readonly page: TestPage
  readonly patches: Patch[] = []
  readonly html: string
  readonly #browser: Browser
  readonly #arrival: Arrival
  readonly #removals: Removals
  #url: URL
  #socket: TestSocket | undefined
  #left: Left | undefined
  #flash: string | undefined
  #mounts = 0

  constructor(browser: Browser, url: URL, arrival: Arrival) {
    this.page = new TestPage(browser.ignored)
    this.#removals = new Removals(this.page)
    this.html = arrival.html
    this.#browser = browser
    this.#url = url
    this.#arrival = arrival
  }

  get left(): Left | undefined {
    return this.#left
  }

  get url(): URL {
    return this.#url
  }

  /** Joins, or joins anew. */
  async connect(): Promise<void> {
    if (this.#left) return
    const { server, session, info } = this.#browser
    const { id, session: signed, fixed } = this.#arrival.credentials
    const peer = { session, host: this.#url.host, info }
    this.#socket = new TestSocket(server, peer, `lv:${id}`, (event, payload) => this.#heed(event, payload))
    const params = { _mounts: this.#mounts }
    const { response } = await this.#socket.join({ ...this.#aim(), params, session: signed, static: fixed })
    if (response['rendered']) this.#open(response)
    else if (!this.#heedLeave(response)) throw new Error(`The join was refused: ${JSON.stringify(response)}`)
    this.#mounts++
  }

  disconnect(): void {
    this.#socket?.close()
    this.#socket = undefined
  }

  /** Sends an event, and gives the reply of its handler. */
  async event(payload: object): Promise<unknown> {
    return this.#take(await this.#call('event', payload))
  }

  /** Goes to another URL of the view, or leaves when that is not the view's. */
  async patch(to: string, kind: Patch['kind'] = 'push'): Promise<void> {
    const url = new URL(to, this.#url)
    const before = this.patches.length
    const response = await this.#call('live_patch', { url: url.href })
    if (response['link_redirect']) return this.leave({ to: shortened(url, this.#url), kind: 'navigate' })
    // The view may have gone on from there: then it has the last word.
    if (this.patches.length === before) this.#moved({ to, kind })
    this.#take(response)
  }

  /** Notes that the browser goes elsewhere; `flash` is sealed, for the next page. */
  leave(left: Left, flash?: string): void {
    this.#left = left
    this.#flash = flash
    // Not within a message of the server, which is still at work on the view.
    queueMicrotask(() => this.disconnect())
  }

  /** Submits a form to its own action. */
  leaveBy(form: Element, submitter?: Element): void {
    this.leave(leftByForm(form, this.page.filledIn, submitter, this.#url))
  }

  /** Opens the page that the browser has gone to. */
  async follow(): Promise<Visit> {
    const left = this.#left
    if (!left) throw new Error(`The view at ${this.#url.pathname} leads nowhere: it has not been left.`)
    const url = new URL(left.to, this.#url)
    const { server } = this.#browser
    if (left.kind === 'form' && left.method !== 'get')
      throw new Error(`A form is sent to ${left.to}, which is no view's. Test that request by itself.`)
    if (url.host !== this.#url.host || !matchRoute(server.routes, url))
      throw new Error(`${left.to} leads to no view that the test knows. Use openPath with the app's routes.`)
    if (left.kind === 'navigate' && this.#mounts > 0) return this.#navigate(url)
    return load(this.#browser, url, openFlash(server.tokens, this.#flash))
  }

  /** Resolves when the view has done all that it was sent. Throws when something is wrong with the page. */
  async rest(alsoTasks: boolean): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve))
    while (this.#socket && !this.#socket.isIdle(alsoTasks))
    this.page.check()
  }

  async #navigate(url: URL): Promise<Visit> {
    const { credentials } = this.#arrival
    const visit = new Visit(this.#browser, url, { html: '', credentials, navigation: { flash: this.#flash } })
    await visit.connect()
    return visit
  }

  /** What the join asks for. A page that live navigation has led to is never the one that the tokens are for. */
  #aim(): object {
    const { navigation } = this.#arrival
    if (!navigation) return { url: this.#url.href }
    const isFirst = this.#mounts === 0 && navigation.flash !== undefined
    return { redirect: this.#url.href, ...(isFirst && { flash: navigation.flash }) }
  }

  #open(response: TestReply['response']): void {
    this.page.open(response['rendered'] as Diff)
    this.#removals.begin()
    const patch = response['live_patch'] as Patch | undefined
    if (patch) this.#moved(patch)
    this.#patched()
    this.page.check()
  }

  async #call(event: string, payload: object): Promise<TestReply['response']> {
    if (this.#left) throw new Error(`The view has been left for ${this.#left.to}. Go there with follow().`)
    if (!this.#socket) throw new Error('The view is not connected. Call connect() first.')
    const { response } = await this.#socket.call(event, payload)
    return response
  }

  #take(response: TestReply['response']): unknown {
    if (response['error']) return { error: response['error'] }
    this.#heedLeave(response)
    const reply = response['diff'] ? this.page.apply(response['diff'] as Diff) : undefined
    this.#patched()
    this.page.check()
    return reply
  }

  #heed(event: string, payload: Readonly<Record<string, unknown>>): void {
    if (event === 'live_patch') this.#moved(payload as unknown as Patch)
    if (event !== 'diff') return void this.#heedLeave({ [event]: payload })
    this.page.apply(payload as Diff)
    this.#patched()
  }

  #moved({ to, kind }: Patch): void {
    this.#url = new URL(to, this.#url)
    this.patches.push({ to: shortened(this.#url, this.#url), kind })
  }

  /** Does what a browser does of itself once a patch is in the page. */
  #patched(): void {
    this.#removals.check(this.#socket)
    const form = this.page.triggered
    if (form && !this.#left) this.leaveBy(form)
  }

  #heedLeave(response: TestReply['response']): boolean {
    const { live_redirect, redirect } = response as Readonly<Record<string, { to: string; flash?: string }>>
    if (live_redirect) this.leave({ to: live_redirect.to, kind: 'navigate' }, live_redirect.flash)
    if (redirect) this.leave({ to: redirect.to, kind: 'redirect' }, redirect.flash)
    return this.#left !== undefined
  }
}

function credentialsIn(page: string): Credentials {
  const match = /<div id="([^"]*)" data-phx-main data-phx-session="([^"]*)" data-phx-static="([^"]*)">/.exec(
    page,
  )
  if (!match) throw new Error(`The page has no view in it: ${page}`)
  return { id: match[1]!, session: match[2]!, fixed: match[3]! }
}
