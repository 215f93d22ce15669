import { type Page, renderPage } from '../server/page.ts'
import { openFlash } from '../server/session.ts'
import { boundaryName } from '../view/boundary.ts'
import type { Flash } from '../view/outcome.ts'
import { matchRoute } from '../view/route.ts'
import { type Arrival, arrivalAt, type Browser, type Patch, pause, type ReconnectOptions } from './arrival.ts'
import { NO_CREDENTIALS } from './credentials.ts'
import type { Element } from './dom.ts'
import { type Left, leftByForm, shortened } from './leaving.ts'
import type { Message, TestChannel } from './test-channel.ts'
import { TestPage } from './test-page.ts'
import { type Refs, TestSocket } from './test-socket.ts'
import { type Ground, Views } from './views.ts'

/** Loads the page of a URL and joins its view. */
export async function load(browser: Browser, url: URL, flash: Flash): Promise<Visit> {
  const page = await renderPage(browser.server, url, browser.session, flash, true)
  if (page.kind !== 'html') return sentAway(browser, url, page)
  const visit = new Visit(browser, url, arrivalAt(page.body.toString()))
  await visit.connect()
  return visit
}

function sentAway(browser: Browser, url: URL, page: Exclude<Page, { readonly kind: 'html' }>): Visit {
  const visit = new Visit(browser, url, { html: '', credentials: NO_CREDENTIALS })
  visit.leave({ to: page.to, kind: page.kind }, browser.server.services.sealFlash(page.flash))
  return visit
}

/** A browser at a page, from its request until it goes elsewhere. */
export class Visit implements Ground {
  readonly page: TestPage
  readonly patches: Patch[] = []
  readonly html: string
  readonly #browser: Browser
  readonly #arrival: Arrival
  #url: URL
  #views: Views | undefined
  #left: Left | undefined
  #flash: string | undefined
  #mounts = 0
  readonly #refs: Refs = { last: 0 }

  constructor(browser: Browser, url: URL, arrival: Arrival) {
    this.page = new TestPage(arrival.credentials.id, browser.ignored)
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
    this.#hangUp()
    const { statics } = this.#arrival.credentials
    await this.#join(new Views(this.#open(), statics, this, this.#browser.resumes))
  }

  /** Cuts the connection. */
  disconnect(isNoticed: boolean): void {
    if (this.#browser.resumes) this.#views?.socket.lose(isNoticed)
    else this.#hangUp()
  }

  /** Comes back; where the views were mounted anew, and have not gone on, forms are recovered. */
  async reconnect(options: ReconnectOptions, recover: () => Promise<void>): Promise<void> {
    const { after = 0, dropReplies, duplicateEvents = false } = options
    await pause(after)
    const views = this.#views
    if (this.#left) return
    if (!views || !this.#browser.resumes) return this.connect().then(recover)
    if (dropReplies) await views.joinInVain(this.#open(), this.#payload())
    views.socket.lose()
    const joined = (answer: Message) => this.#joined(answer)
    const answer = await views.rejoin(this.#open(), this.#payload(), duplicateEvents, joined)
    this.#check(views, answer)
    if (!answer['resumed']) await recover()
    views.repeat()
  }

  /** The time of all views without a connection is over. */
  expire(): void {
    this.#browser.server.parking.expire()
  }

  #hangUp(): void {
    this.#views?.socket.close()
    this.#views = undefined
  }

  #open(): TestSocket {
    const { server, session, info } = this.#browser
    return new TestSocket(server, { session, host: this.#url.host, info }, this.#refs)
  }

  nestedParams(): object {
    // Those that come with the page count as it does.
    return { ...this.#browser.params, _mounts: this.#mounts - 1 }
  }

  /** Sends a message to a view, the page's own by default, and gives the reply of its handler. */
  async call(
    view: string | undefined,
    event: string,
    payload: object,
    answered?: (answer: Message) => void,
  ): Promise<unknown> {
    if (this.#left) throw new Error(`The view has been left for ${this.#left.to}. Go there with follow().`)
    if (!this.#views) throw new Error('The view is not connected. Call connect() first.')
    const reply = await this.#views.call(view, event, payload, answered)
    this.page.check()
    return reply
  }

  /** Joins the channel of a file, on the connection that carries the views. */
  joinFile(topic: string, payload: object): Promise<TestChannel> {
    if (!this.#views) throw new Error('The view is not connected. Call connect() first.')
    return this.#views.joinFile(topic, payload)
  }

  /** Goes to another URL of the view, or leaves when that is not the view's. */
  async patch(to: string, kind: Patch['kind'] = 'push'): Promise<void> {
    const url = new URL(to, this.#url)
    const before = this.patches.length
    await this.call(undefined, 'live_patch', { url: url.href }, (answer) => {
      if (answer['link_redirect']) this.leave({ to: shortened(url, this.#url), kind: 'navigate' })
      // The view may have gone on from there: then it has the last word.
      else if (this.patches.length === before) this.#moved({ to, kind })
    })
  }

  /** Notes that the browser goes elsewhere; `flash` is sealed, for the next page. */
  leave(left: Left, flash?: string): void {
    this.#left = left
    this.#flash = flash
    // Not within a message of the server, which is still at work on the view.
    queueMicrotask(() => (this.#staysConnected ? this.#views?.leave() : this.#hangUp()))
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
    const route = url.host === this.#url.host && matchRoute(server.routes, url)?.route
    if (!route)
      throw new Error(`${left.to} leads to no view that the test knows. Use openPath with the app's routes.`)
    const here = matchRoute(server.routes, this.#url)?.route
    const isSameSession = here && boundaryName(here.view) === boundaryName(route.view)
    if (this.#staysConnected && isSameSession) return this.#navigate(url)
    this.#hangUp()
    return load(this.#browser, url, openFlash(server.tokens, this.#flash))
  }

  /** Resolves when the views have done all that they were sent. Throws when something is wrong with the page. */
  async rest(alsoTasks: boolean): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve))
    while (this.#views && !this.#views.socket.isIdle(alsoTasks))
    this.#views?.calm()
    this.page.check()
  }

  /** Does what a message asks for beside its diff. */
  heed(message: Message): void {
    const { live_patch, live_redirect, redirect } = message as Readonly<
      Record<string, Patch & { readonly flash?: string }>
    >
    if (live_patch) this.#moved(live_patch)
    if (live_redirect) this.leave({ to: live_redirect.to, kind: 'navigate' }, live_redirect.flash)
    if (redirect) this.leave({ to: redirect.to, kind: 'redirect' }, redirect.flash)
  }

  /** Does what a browser does of itself once a patch is in the page. */
  patched(): void {
    const form = this.page.triggered
    if (form && !this.#left) this.leaveBy(form)
  }

  /** Live navigation goes over the connection that is there; nested views that are sticky go along. */
  get #staysConnected(): boolean {
    return this.#left?.kind === 'navigate' && this.#mounts > 0
  }

  async #navigate(url: URL): Promise<Visit> {
    const credentials = { ...this.#arrival.credentials, statics: new Map<string, string>() }
    const visit = new Visit(this.#browser, url, { html: '', credentials, navigation: { flash: this.#flash } })
    const views = this.#views
    this.#views = undefined
    if (!views) await visit.connect()
    else {
      views.moveTo(visit)
      await visit.#join(views)
    }
    return visit
  }

  async #join(views: Views): Promise<void> {
    this.#views = views
    const { id } = this.#arrival.credentials
    const answer = await views.join(id, this.#payload(), (joined) => this.#joined(joined))
    this.#check(views, answer)
  }

  #payload(): object {
    const { id, session, statics } = this.#arrival.credentials
    const params = { ...this.#browser.params, _mounts: this.#mounts }
    return { ...this.#aim(), params, session, static: statics.get(id) ?? null }
  }

  #joined({ live_patch }: Message): void {
    this.#mounts++
    if (live_patch) this.#moved(live_patch as Patch)
  }

  #check(views: Views, answer: Message): void {
    const isGood = answer['rendered'] || answer['resumed'] || this.#left || this.#views !== views
    if (!isGood) throw new Error(`The join was refused: ${JSON.stringify(answer)}`)
    this.page.check()
  }

  /** What the join asks for. A page that live navigation has led to is never the one that the tokens are for. */
  #aim(): object {
    const { navigation } = this.#arrival
    if (!navigation) return { url: this.#url.href }
    const isFirst = this.#mounts === 0 && navigation.flash !== undefined
    return { redirect: this.#url.href, ...(isFirst && { flash: navigation.flash }) }
  }

  #moved({ to, kind }: Patch): void {
    this.#url = new URL(to, this.#url)
    this.patches.push({ to: shortened(this.#url, this.#url), kind })
  }
}
