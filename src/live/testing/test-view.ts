import type { PushedEvent } from '../wire/tree.ts'
import type { Patch, ReconnectOptions } from './arrival.ts'
import { kindOf } from './controls.ts'
import type { Element } from './dom.ts'
import type { Fields } from './fill.ts'
import type { Left } from './leaving.ts'
import { type FormOptions, Person } from './person.ts'
import { type ShowOptions, showPage } from './shown-page.ts'
import type { TestPage } from './test-page.ts'
import type { Visit } from './visit.ts'

/** A view under test: read by selector, driven by what a person does. Selectors name one element unless said otherwise. */
export class TestView {
  readonly #visit: Visit
  readonly #person: Person
  readonly #page: TestPage

  constructor(visit: Visit) {
    this.#visit = visit
    this.#person = new Person(visit)
    this.#page = visit.page
  }

  /** The HTML that the request was answered with, before any socket; empty when there was none or it led elsewhere. */
  get deadHtml(): string {
    return this.#visit.html
  }

  get html(): string {
    return this.#page.document.body.innerHTML
  }

  get title(): string | undefined {
    return this.#page.title
  }

  /** The path and query that the address bar shows. */
  get path(): string {
    const { pathname, search } = this.#visit.url
    return pathname + search
  }

  /** Every change of the URL so far that the view has outlived, from the server, by links and by `patch`. */
  get patches(): readonly Patch[] {
    return this.#visit.patches
  }

  /** Where the browser has gone; undefined while it stays. */
  get left(): Left | undefined {
    return this.#visit.left
  }

  /** Every event that the view has pushed so far. */
  get events(): readonly PushedEvent[] {
    return this.#page.events
  }

  /** The payloads of all events of a name that the view has pushed so far. */
  pushed(name: string): readonly unknown[] {
    return this.events.filter(([event]) => event === name).map(([, payload]) => payload)
  }

  /**
   * For a developer who wants to look: writes the page as it is now into a temporary file, with its style sheets and what
   * has been filled in, opens it, and gives its path. Scripts do not run there.
   */
  show(options: ShowOptions = {}): Promise<string> {
    return showPage(this.#page, options)
  }

  has(selector: string): boolean {
    return this.#page.document.querySelector(selector) !== null
  }

  count(selector: string): number {
    return [...this.#page.document.querySelectorAll(selector)].length
  }

  /** The text of the element, with white space folded. */
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

  /** What stands in a field; for a select the value that is chosen, several joined by commas. */
  value(selector: string): string {
    const field = this.#page.element(selector)
    const value = this.#page.filledIn.valueOf(field)
    return typeof value === 'boolean' ? (field.getAttribute('value') ?? 'on') : String(value)
  }

  /** Whether a checkbox or a radio button is ticked. */
  checked(selector: string): boolean {
    const field = this.#page.element(selector)
    if (/^(checkbox|radio)$/.test(kindOf(field))) return this.#page.filledIn.valueOf(field) === true
    throw new Error(`"${selector}" is neither a checkbox nor a radio button. Read it with value().`)
  }

  /**
   * Clicks: runs the `phx-click` of the element or of what is around it, follows a link, submits by a button. `value`
   * is sent along. Gives the handler's reply, as everything does that sends an event.
   */
  click(selector: string, value: object = {}): Promise<unknown> {
    return this.#person.click(selector, value)
  }

  /** Clicks somewhere outside of the element, which has `phx-click-away`. */
  async clickAway(selector: string): Promise<unknown> {
    return this.#person.clickAway(selector)
  }

  /** Types into a text field; a `phx-change` of it or of its form is sent. */
  type(selector: string, text: string): Promise<unknown> {
    return this.#person.type(selector, text)
  }

  /**
   * Chooses files in the file input of an upload, beside those that are there when it takes several: `new File(['hello'],
   * 'hello.txt')`. An upload with `autoUpload` sends them at once, up to so many percent of each.
   */
  choose(
    selector: string,
    files: readonly File[],
    { upTo = 100 }: { readonly upTo?: number } = {},
  ): Promise<unknown> {
    return this.#person.choose(selector, files, upTo)
  }

  /** Sends what has not been sent of the files that were chosen, up to so many percent of each. `submit` does, too. */
  upload(selector: string, { upTo = 100 }: { readonly upTo?: number } = {}): Promise<void> {
    return this.#person.upload(selector, upTo)
  }

  /** Fills fields of a form in, one after another, and sends each change. */
  change(form: string, fields: Fields, options: FormOptions = {}): Promise<unknown> {
    return this.#person.change(form, fields, options)
  }

  /** Fills a form in and submits it: to `phx-submit`, or to its `action`, which leaves the view. */
  async submit(form: string, fields: Fields = {}, options: FormOptions = {}): Promise<unknown> {
    return this.#person.submit(form, fields, options)
  }

  /** Presses a key, such as 'Enter', with the focus on the element; 'body' where nothing has it. */
  keydown(selector: string, key: string, value: object = {}): Promise<unknown> {
    return this.#person.key('keydown', selector, key, value)
  }

  /** Releases a key. */
  keyup(selector: string, key: string, value: object = {}): Promise<unknown> {
    return this.#person.key('keyup', selector, key, value)
  }

  /** Runs the `phx-focus` of the element, and gives it the focus. */
  async focus(selector: string): Promise<unknown> {
    return this.#person.focus('focus', selector)
  }

  /** Runs the `phx-blur` of the element, and takes the focus from it. */
  async blur(selector: string): Promise<unknown> {
    return this.#person.focus('blur', selector)
  }

  /** Pushes an event as a hook does with `pushEvent`. */
  pushEvent(event: string, value: object = {}): Promise<unknown> {
    return this.#person.pushEvent(event, value)
  }

  /** Pushes an event as a hook does with `pushEventTo` and the element. */
  async hook(selector: string, event: string, value: object = {}): Promise<unknown> {
    return this.#person.hook(selector, event, value)
  }

  /** Goes to another URL as `back` and `forward` do: within the view if the URL is its own, else it leaves. */
  patch(to: string): Promise<void> {
    return this.#visit.patch(to)
  }

  /** Opens the view that `left` leads to. `openPath` knows the routes of the app; `openView` its own view alone. */
  async follow(): Promise<TestView> {
    return new TestView(await this.#visit.follow())
  }

  /**
   * Cuts the connection, as a network does. With the option `resumes` the server may not notice (`isNoticed: false`) until
   * the browser is back.
   */
  disconnect({ isNoticed = true }: { readonly isNoticed?: boolean } = {}): void {
    this.#visit.disconnect(isNoticed)
  }

  /** Joins anew after `disconnect`, as a browser does when the network is back: forms are recovered. */
  connect(): Promise<void> {
    return this.#person.reconnect({})
  }

  /**
   * Comes back after `disconnect`. With the option `resumes` the view goes on where it was: what was sent meanwhile
   * arrives, and what was done is not done again. A view that cannot go on is mounted anew, as `connect` does it.
   */
  reconnect(options: ReconnectOptions = {}): Promise<void> {
    return this.#person.reconnect(options)
  }

  /** Lets the time be over that views outlive their connection. */
  expire(): void {
    this.#visit.expire()
  }

  /** Waits until the view has done all that it was sent. */
  settled(): Promise<void> {
    return this.#visit.rest(false)
  }

  /** Waits until every task that the view has started has come back, and is shown. */
  tasksDone(): Promise<void> {
    return this.#visit.rest(true)
  }
}

const folded = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim()
