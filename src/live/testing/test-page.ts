import { extract } from '../wire/merge.ts'
import type { Diff, PushedEvent } from '../wire/tree.ts'
import { type Check, checkUsable, problemOf, tagOf } from './checks.ts'
import type { Document, Element } from './dom.ts'
import { FilledIn } from './filled-in.ts'
import { parse, ViewPart } from './view-part.ts'

/** How many elements an error lists. */
const LISTED = 5

/** The page that a browser would show after the frames so far, and what a person has filled in there. */
export class TestPage {
  readonly filledIn = new FilledIn()
  readonly #main: string
  readonly #ignored: readonly Check[]
  readonly #parts = new Map<string, ViewPart>()
  readonly #events: PushedEvent[] = []
  #document = parse('')
  #title: string | undefined
  #problem: string | undefined
  #lost: string | undefined

  /** `main` is the id of the container of the page's own view. */
  constructor(main: string, ignored: readonly Check[]) {
    this.#main = main
    this.#ignored = ignored
  }

  /** The page. Throws when something is wrong with it. */
  get document(): Document {
    this.check()
    return this.#document
  }

  get title(): string | undefined {
    return this.#title
  }

  /** All events that its views have pushed. */
  get events(): readonly PushedEvent[] {
    return this.#events
  }

  /** What it shows of a view. */
  part(id: string): ViewPart {
    const known = this.#parts.get(id) ?? new ViewPart(id)
    this.#parts.set(id, known)
    return known
  }

  /** Begins anew with a view in full. */
  open(id: string, rendered: Diff): void {
    if (id === this.#main) this.#lost = undefined
    this.#take(id, rendered, true)
  }

  /** Takes a diff in, and gives the reply that it carries. */
  apply(id: string, diff: Diff): unknown {
    return this.#take(id, diff, false)
  }

  /** Takes over what another page shows of a view. */
  adopt(id: string, from: TestPage): void {
    this.#parts.set(id, from.part(id))
  }

  /** A nested view has gone. */
  drop(id: string): void {
    this.#parts.delete(id)
  }

  /** A nested view does not come back. */
  lose(problem: string): void {
    this.#lost = problem
  }

  /** Throws when a patch has brought something that no page should have. Not at once: the server is at work then. */
  check(): void {
    const problem = this.#lost ?? this.#problem
    if (problem) throw new Error(`The page is wrong. ${problem}`)
  }

  /** The form that `phx-trigger-action` asks the browser to submit by itself. */
  get triggered(): Element | null {
    return this.#document.querySelector('form[phx-trigger-action]')
  }

  /** The one element that a selector names; an error when there is none, or more than one. */
  element(selector: string): Element {
    const found = [...this.document.querySelectorAll(selector)]
    if (found.length === 1) return found[0]!
    if (found.length === 0)
      throw new Error(`No element matches "${selector}". The page is: ${this.#document.body.innerHTML}`)
    const listed = [...found.slice(0, LISTED).map(tagOf), ...(found.length > LISTED ? ['…'] : [])].join(', ')
    throw new Error(`${found.length} elements match "${selector}": ${listed}. Name one of them.`)
  }

  /** The one element that a selector names, which a person can see and use. */
  usable(selector: string): Element {
    const element = this.element(selector)
    checkUsable(element, selector, this.#ignored)
    return element
  }

  #take(id: string, diff: Diff, isJoin: boolean): unknown {
    const { tree, title, events, reply } = extract(diff)
    this.#title = title ?? this.#title
    this.#events.push(...events)
    if (isJoin) this.part(id).open(tree)
    else this.part(id).apply(tree)
    this.#document = this.#composed()
    this.filledIn.follow(this.#document, isJoin)
    this.#problem = problemOf(this.#document, this.#ignored)
    return reply
  }

  #composed(): Document {
    const { document, containers } = this.part(this.#main)
    return containers.length === 0 ? document : parse(this.#htmlOf(this.#main, []))
  }

  /** The HTML of a view with that of its nested views inside. `around` are the views that it stands in. */
  #htmlOf(id: string, around: readonly string[]): string {
    // One that stands in itself stays empty; that its id is there twice is said elsewhere.
    const part = around.includes(id) ? undefined : this.#parts.get(id)
    if (!part) return ''
    const { document, containers } = part
    if (containers.length === 0) return document.body.innerHTML
    const copy = parse(document.body.innerHTML)
    for (const element of [...copy.querySelectorAll('[data-phx-session]')])
      element.innerHTML = this.#htmlOf(element.id, [...around, id])
    return copy.body.innerHTML
  }
}
