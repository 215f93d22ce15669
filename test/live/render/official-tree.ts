import { join } from 'node:path'
import { build } from 'esbuild'
import { parseHTML } from 'linkedom'
import type { Document, Element } from '../../../src/live/testing/dom.ts'
import { carryStreams } from '../../../src/live/testing/streams.ts'
import type { StreamOps } from '../../../src/live/wire/tree.ts'

/** What a part of the tree is as HTML, and what came for the streams in it. */
interface Written {
  readonly buffer: string
  readonly streams: ReadonlySet<StreamOps>
}

/** The rendered tree as the official client keeps it. */
interface Rendered {
  mergeDiff(diff: object): void
  isComponentOnlyDiff(diff: object): boolean
  componentCIDs(diff: object): readonly number[]
  /** What is no component of these stays as it is on the page; without them, all is written. */
  toString(onlyCids?: readonly number[]): Written
  componentToString(cid: number): Written
  resetRender(cid: number): void
  pruneCIDs(cids: readonly number[]): void
}

interface RenderedClass {
  new (viewId: string, first: object): Rendered
  extract(diff: object): { readonly diff: object }
}

const SOURCE = '../../../node_modules/phoenix_live_view/assets/js/phoenix_live_view/rendered.js'

/** Loads the class from the sources of the official client, which does not export it. */
async function loadRendered(): Promise<RenderedClass> {
  const bundle = await build({
    entryPoints: [join(import.meta.dirname, SOURCE)],
    bundle: true,
    format: 'esm',
    define: { window: 'globalThis' },
    write: false,
    logLevel: 'silent',
  })
  const code = Buffer.from(bundle.outputFiles[0]!.contents).toString('base64')
  const module = (await import(/* @vite-ignore */ `data:text/javascript;base64,${code}`)) as {
    default: RenderedClass
  }
  return module.default
}

const Rendered = await loadRendered()

const VIEW = 'phx-test'

/** A page that the official client keeps: its tree, and the document where unchanged elements stay as they are. */
export class OfficialPage {
  #tree: Rendered | undefined
  #document = parse('')
  #streams: readonly StreamOps[] = []
  #lost: number[] = []

  /** Takes a message in. */
  apply(message: string): void {
    const { diff } = Rendered.extract(JSON.parse(message) as object)
    if (!this.#tree) {
      this.#tree = new Rendered(VIEW, diff)
      return this.#patch(this.#tree.toString(), (next) => this.#show(next))
    }
    const tree = this.#tree
    tree.mergeDiff(diff)
    const cids = tree.componentCIDs(diff)
    if (!tree.isComponentOnlyDiff(diff)) this.#patch(tree.toString(cids), (next) => this.#show(next))
    else {
      for (const cid of this.#outermost(cids))
        this.#patch(tree.componentToString(cid), (next) => this.#showComponent(cid, next))
    }
  }

  /** The components on the page: their numbers, with their roots. */
  get components(): ReadonlyMap<number, Element> {
    const roots = [...this.#document.querySelectorAll('[data-phx-component]')]
    return new Map(roots.map((root) => [Number(root.getAttribute('data-phx-component')), root]))
  }

  /** The components that have gone from the page since this was asked last. */
  takeLost(): readonly number[] {
    return this.#lost.splice(0)
  }

  /** Forgets the components that the server has ended. */
  prune(cids: readonly number[]): void {
    this.#tree?.pruneCIDs(cids)
  }

  /** The HTML without the marks of the client. */
  get html(): string {
    return normalized(this.#document.body.innerHTML.replaceAll(/ data-phx-id="[^"]*"/g, ''))
  }

  /** What the last message said of streams. */
  get streams(): readonly StreamOps[] {
    return this.#streams
  }

  #patch({ buffer, streams }: Written, show: (next: Document) => void): void {
    const before = [...this.components.keys()]
    this.#streams = [...streams]
    for (const change of streams) this.#takeAway(change)
    const next = parse(buffer)
    for (const skipped of [...next.querySelectorAll('[data-phx-skip]')])
      skipped.replaceWith(this.#known(skipped.getAttribute('data-phx-id') ?? ''))
    carryStreams(this.#document, next, this.#streams)
    show(next)
    const lost = before.filter((cid) => !this.components.has(cid))
    for (const cid of lost) this.#tree?.resetRender(cid)
    this.#lost.push(...lost)
  }

  #show(next: Document): void {
    this.#document = next
  }

  #showComponent(cid: number, next: Document): void {
    this.components.get(cid)?.replaceWith(next.body.children[0]!)
  }

  /** Rows that are not to come again go before anything else. */
  #takeAway([ref, inserts, deletes, reset]: StreamOps): void {
    const rows = reset === undefined ? [] : this.#document.querySelectorAll(`[data-phx-stream="${ref}"]`)
    for (const row of [...rows, ...deletes.map((id) => this.#document.getElementById(id))])
      if (row && !inserts.some(([id]) => id === row.id)) row.remove()
  }

  /** The components that stand on the page, but for those within others of them. */
  #outermost(cids: readonly number[]): readonly number[] {
    const { components } = this
    const roots = cids.flatMap((cid) => components.get(cid) ?? [])
    return cids.filter((cid) => {
      const root = components.get(cid)
      return root && !roots.some((other) => other !== root && other.contains(root))
    })
  }

  #known(id: string): Element {
    const element = this.#document.querySelector(`[data-phx-id="${id}"]`)
    if (!element) throw new Error(`The element ${id} is skipped and was never shown.`)
    return element
  }
}

const parse = (html: string): Document =>
  parseHTML(`<!doctype html><html><body>${html}</body></html>`).document as unknown as Document

/** HTML as a document prints it. */
export const normalized = (html: string): string => parse(html).body.innerHTML
