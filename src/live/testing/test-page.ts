import { parseHTML } from 'linkedom'
import { markup } from '../wire/markup.ts'
import { extract, merge } from '../wire/merge.ts'
import type { Diff, PushedEvent, Tree } from '../wire/tree.ts'
import type { Document, Element } from './dom.ts'
import { carryStreams } from './streams.ts'

/** The page that a browser would show after the frames so far. */
export class TestPage {
  #tree: Tree | undefined
  #document = parse('')
  #title: string | undefined
  readonly #events: PushedEvent[] = []

  get document(): Document {
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
    this.#document = parse('')
    this.apply(rendered)
  }

  /** Takes a diff in, and gives the reply that it carries. */
  apply(diff: Diff): unknown {
    const { tree, title, events, reply } = extract(diff)
    this.#title = title ?? this.#title
    this.#events.push(...events)
    this.#tree = merge(this.#tree, tree)
    const { html, streams } = markup(this.#tree)
    const document = parse(html)
    carryStreams(this.#document, document, streams)
    this.#document = document
    return reply
  }

  /** The one element that a selector names; an error when there is none, or more than one. */
  element(selector: string): Element {
    const found = [...this.#document.querySelectorAll(selector)]
    if (found.length === 1) return found[0]!
    throw new Error(
      `${found.length} elements match "${selector}"; expected one in ${this.#document.body.innerHTML}`,
    )
  }
}

const parse = (html: string): Document =>
  parseHTML(`<!doctype html><html><body>${html}</body></html>`).document as unknown as Document
