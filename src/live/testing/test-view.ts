import type { LiveServer } from '../server/live-server.ts'
import type { Page } from '../server/page.ts'
import type { Peer } from '../server/transport.ts'
import type { Diff, PushedEvent } from '../wire/tree.ts'
import type { Element } from './dom.ts'
import { fieldsOf, serialize, valuesOf } from './form-fields.ts'
import { TestPage } from './test-page.ts'
import { type TestReply, TestSocket } from './test-socket.ts'

/** Where a view has sent its browser. */
export interface Left {
  readonly to: string
  readonly kind: 'navigate' | 'redirect'
}

/** A view under test: read by selector, driven by what a person does. */
export class TestView {
  readonly #server: LiveServer
  readonly #peer: Peer
  readonly #url: URL
  readonly #deadPage: Page
  readonly #page = new TestPage()
  readonly #typed = new Map<string, string>()
  #socket: TestSocket | undefined
  #left: Left | undefined
  #mounts = 0

  constructor(server: LiveServer, peer: Peer, url: URL, deadPage: Page) {
    this.#server = server
    this.#peer = peer
    this.#url = url
    this.#deadPage = deadPage
    if (deadPage.kind !== 'html') this.#left = { to: deadPage.to, kind: deadPage.kind }
  }

  /** The HTML that the request was answered with, before any socket; empty when it led elsewhere. */
  get deadHtml(): string {
    return this.#deadPage.kind === 'html' ? this.#deadPage.body : ''
  }

  /** Where the view has sent its browser; undefined while it stays. */
  get left(): Left | undefined {
    return this.#left
  }

  get title(): string | undefined {
    return this.#page.title
  }

  /** Every event that the view has pushed so far. */
  get events(): readonly PushedEvent[] {
    return this.#page.events
  }

  get html(): string {
    return this.#page.document.body.innerHTML
  }

  /** Joins, or joins anew after `disconnect`, as a browser does when the network is back. */
  async connect(): Promise<void> {
    if (this.#left) return
    const { id, session, fixed } = tokensIn(this.deadHtml)
    this.#socket = new TestSocket(this.#server, this.#peer, `lv:${id}`, (event, payload) =>
      this.#heed(event, payload),
    )
    const params = { _mounts: this.#mounts }
    const { response } = await this.#socket.join({ url: this.#url.href, params, session, static: fixed })
    const { rendered } = response
    if (rendered) this.#page.open(rendered as Diff)
    else if (!this.#leave(response)) throw new Error(`The join was refused: ${JSON.stringify(response)}`)
    this.#mounts++
  }

  /** Cuts the connection, as a network does. */
  disconnect(): void {
    this.#socket?.close()
    this.#socket = undefined
  }

  has(selector: string): boolean {
    return this.#page.document.querySelector(selector) !== null
  }

  count(selector: string): number {
    return [...this.#page.document.querySelectorAll(selector)].length
  }

  /** The text of the one element that matches, with white space folded. */
  text(selector: string): string {
    return folded(this.#page.element(selector))
  }

  /** The text of every element that matches. */
  texts(selector: string): readonly string[] {
    return [...this.#page.document.querySelectorAll(selector)].map(folded)
  }

  attribute(selector: string, name: string): string | null {
    return this.#page.element(selector).getAttribute(name)
  }

  /** What stands in a field: what was typed there, else what the server put there. */
  value(selector: string): string {
    const field = this.#page.element(selector)
    return this.#typed.get(keyOf(field)) ?? field.getAttribute('value') ?? ''
  }

  /** Types into a field; a `phx-change` of it or of its form is sent. */
  async type(selector: string, text: string): Promise<void> {
    const field = this.#page.element(selector)
    this.#typed.set(keyOf(field), text)
    const bound = field.closest('[phx-change]')
    if (!bound) return
    const name = field.getAttribute('name') ?? ''
    const value = bound === field ? serialize({ [name]: text }) : this.#serialized(bound)
    await this.#push('form', eventIn(bound, 'phx-change'), value, { _target: name })
  }

  /** Clicks the element, which must be bound and enabled. */
  async click(selector: string): Promise<void> {
    const element = this.#page.element(selector)
    if (element.hasAttribute('disabled')) throw new Error(`"${selector}" is disabled.`)
    const bound = element.closest('[phx-click]') ?? element
    await this.#push('click', eventIn(bound, 'phx-click'), valuesOf(bound))
  }

  /** Fills a form in and submits it; the fields must be there. */
  async submit(selector: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
    const form = this.#page.element(selector)
    for (const [name, value] of Object.entries(fields)) {
      const field = fieldsOf(form).find((each) => each.getAttribute('name') === name)
      if (!field) throw new Error(`The form "${selector}" has no field "${name}".`)
      this.#typed.set(keyOf(field), value)
    }
    await this.#push('form', eventIn(form, 'phx-submit'), this.#serialized(form))
  }

  /** Pushes an event as a hook does, and gives the handler's reply. */
  async pushEvent(event: string, value: object = {}): Promise<unknown> {
    return this.#push('hook', event, value)
  }

  /** Waits until the view has done all that it was sent. */
  async settled(): Promise<void> {
    await this.#rest(false)
  }

  /** Waits until every task that the view has started has come back, and is shown. */
  async tasksDone(): Promise<void> {
    await this.#rest(true)
  }

  async #rest(alsoTasks: boolean): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve))
    while (this.#socket && !this.#socket.isIdle(alsoTasks))
  }

  async #push(type: string, event: string, value: unknown, meta: object = {}): Promise<unknown> {
    if (!this.#socket) throw new Error('The view is not connected.')
    const { response } = await this.#socket.call('event', { type, event, value, meta })
    return this.#take(response)
  }

  #take(response: TestReply['response']): unknown {
    if (response['error']) return { error: response['error'] }
    this.#leave(response)
    return response['diff'] ? this.#page.apply(response['diff'] as Diff) : undefined
  }

  #heed(event: string, payload: Readonly<Record<string, unknown>>): void {
    if (event === 'diff') this.#page.apply(payload as Diff)
    else this.#leave({ [event]: payload })
  }

  #leave(response: Readonly<Record<string, unknown>>): boolean {
    const { live_redirect, redirect } = response as Readonly<
      Record<string, { readonly to: string } | undefined>
    >
    if (live_redirect) this.#left = { to: live_redirect.to, kind: 'navigate' }
    if (redirect) this.#left = { to: redirect.to, kind: 'redirect' }
    return this.#left !== undefined
  }

  #serialized(form: Element): string {
    const named = fieldsOf(form).map((field) => [field.getAttribute('name')!, field] as const)
    return serialize(Object.fromEntries(named.map(([name, field]) => [name, this.#valueOf(field)])))
  }

  #valueOf(field: Element): string {
    return this.#typed.get(keyOf(field)) ?? field.getAttribute('value') ?? ''
  }
}

const folded = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim()

/** A field keeps what was typed while it stays in the page: by its id, or by its form and name. */
const keyOf = (field: Element): string =>
  field.id || `${field.closest('form')?.id}/${field.getAttribute('name')}`

/** The event that a binding names. */
function eventIn(element: Element, binding: string): string {
  const value = element.getAttribute(binding)
  if (!value) throw new Error(`<${element.tagName.toLowerCase()}> has no ${binding}.`)
  if (!value.startsWith('[')) return value
  const push = (JSON.parse(value) as [string, { event?: string }][]).find(([command]) => command === 'push')
  if (push?.[1].event) return push[1].event
  throw new Error(`${binding} pushes nothing: ${value}`)
}

function tokensIn(page: string): { readonly id: string; readonly session: string; readonly fixed: string } {
  const match = /<div id="([^"]*)" data-phx-main data-phx-session="([^"]*)" data-phx-static="([^"]*)">/.exec(
    page,
  )
  if (!match) throw new Error(`The page has no view in it: ${page}`)
  return { id: match[1]!, session: match[2]!, fixed: match[3]! }
}
