import { parseHTML } from 'linkedom'
import { markup } from '../wire/markup.ts'
import { componentsAlone, extract, merge } from '../wire/merge.ts'
import type { Diff, PushedEvent, Tree } from '../wire/tree.ts'
import { type Check, checkUsable, problemOf, tagOf } from './checks.ts'
import type { Document, Element } from './dom.ts'
import { FilledIn } from './filled-in.ts'
import { carryStreams } from './streams.ts'

/** How many elements an error lists. */
const LISTED = 5

/** The page that a browser would show after the frames so far, and what a person has filled in there. */
export class TestPage {
  readonly filledIn = new FilledIn()
  readonly #ignored: readonly Check[]
  readonly #events: PushedEvent[] = []
  #tree: Tree | undefined
  #document = parse('')
  #title: string | undefined
  #problem: string | undefined

  constructor(ignored: readonly Check[] = []) {
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

  /** All events that the view has pushed. */
  get events(): readonly PushedEvent[] {
    return this.#events
  }

  /** Begins anew with a page in full. */
  open(rendered: Diff): void {
    this.#tree = undefined
    this.#take(rendered, true)
  }

  /** Takes a diff in, and gives the reply that it carries. */
  apply(diff: Diff): unknown {
    return this.#take(diff, false)
  }

  /** Throws when a patch has brought something that no page should have. Not at once: the server is at work then. */
  check(): void {
    if (this.#problem) throw new Error(`The page is wrong. ${this.#problem}`)
  }

  /** The form that `phx-trigger-action` asks the browser to submit by itself. */
  get triggered(): Element | null {
    return this.#document.querySelector('form[phx-trigger-action]')
  }

  /** The numbers of the live components on the page. */
  get components(): readonly number[] {
    const roots = [...this.#document.querySelectorAll('[data-phx-component]')]
    return roots.map((root) => Number(root.getAttribute('data-phx-component')))
  }

  /** Forgets live components that the server has ended. */
  forget(cids: readonly number[]): void {
    for (const cid of cids) delete this.#tree?.c?.[cid]
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

  #take(diff: Diff, isJoin: boolean): unknown {
    const { tree, title, events, reply } = extract(diff)
    this.#title = title ?? this.#title
    this.#events.push(...events)
    const components = componentsAlone(tree)
    this.#tree = merge(this.#tree, tree)
    if (components) for (const cid of components) this.#patchComponent(this.#tree, cid)
    else this.#patch(this.#tree, isJoin)
    this.filledIn.follow(this.#document, isJoin)
    this.#problem = problemOf(this.#document, this.#ignored)
    return reply
  }

  #patch(tree: Tree, isJoin: boolean): void {
    const { html, streams } = markup(tree)
    const document = parse(html)
    carryStreams(isJoin ? parse('') : this.#document, document, streams)
    this.#document = document
  }

  #patchComponent(tree: Tree, cid: number): void {
    const old = this.#document.querySelector(`[data-phx-component="${cid}"]`)
    if (!old) return
    const { html, streams } = markup(tree, '', cid)
    const next = parse(html)
    carryStreams(this.#document, next, streams)
    old.replaceWith(this.#document.importNode(next.body.children[0]!, true))
  }
}

const parse = (html: string): Document =>
  parseHTML(`<!doctype html><html><body>${html}</body></html>`).document as unknown as Document
