import { parseHTML } from 'linkedom'
import { markup } from '../wire/markup.ts'
import { merge } from '../wire/merge.ts'
import type { Tree } from '../wire/tree.ts'
import type { Document } from './dom.ts'
import { carryStreams, MARK } from './streams.ts'

/** The element that a nested view is joined at. */
export interface Container {
  readonly id: string
  readonly session: string
  readonly isSticky: boolean
}

/** What a page shows of one view: its tree, and the document that it makes. Nested views stand empty there. */
export class ViewPart {
  readonly #id: string
  #tree: Tree | undefined
  #document = parse('')

  /** `id` is that of the view's container. */
  constructor(id: string) {
    this.#id = id
  }

  get document(): Document {
    return this.#document
  }

  /** Begins anew with a view in full. */
  open(rendered: Tree): void {
    this.#tree = undefined
    this.#document = parse('')
    this.apply(rendered)
  }

  apply(diff: Tree): void {
    const changed = Object.keys(diff.c ?? {})
    this.#tree = merge(this.#tree, diff)
    const { html, streams } = markup(this.#tree, this.#id)
    const document = parse(html)
    carryStreams(this.#document, document, streams)
    for (const cid of changed) this.#refresh(document, Number(cid))
    // A row that was carried still says that it is of the document before.
    const isMixed = document.querySelector('[phx-update=stream]') !== null
    this.#document = isMixed ? parse(document.body.innerHTML) : document
  }

  /** Brings a live component up to date that stands in the row of a stream, which the tree has forgotten. */
  #refresh(document: Document, cid: number): void {
    const root = document.querySelector(`[data-phx-component="${cid}"]`)
    const row = root?.closest(`[${MARK}]`)
    if (!root || !row || !this.#tree) return
    const { html, streams } = markup(this.#tree, this.#id, cid)
    const alone = parse(html)
    carryStreams(document, alone, streams)
    const next = alone.body.children[0]!
    if (row === root) next.setAttribute(MARK, root.getAttribute(MARK) ?? '')
    root.replaceWith(next)
  }

  /** The numbers of the live components that are shown. */
  get cids(): ReadonlySet<number> {
    const roots = [...this.#document.querySelectorAll('[data-phx-component]')]
    return new Set(roots.map((root) => Number(root.getAttribute('data-phx-component'))))
  }

  /** Forgets live components that have ended. */
  forget(cids: readonly number[]): void {
    for (const cid of cids) delete this.#tree?.c?.[cid]
  }

  /** Where its nested views stand. */
  get containers(): readonly Container[] {
    return [...this.#document.querySelectorAll('[data-phx-session]')].map((element) => ({
      id: element.id,
      session: element.getAttribute('data-phx-session') ?? '',
      isSticky: element.hasAttribute('data-phx-sticky'),
    }))
  }
}

export const parse = (html: string): Document =>
  parseHTML(`<!doctype html><html><body>${html}</body></html>`).document as unknown as Document
