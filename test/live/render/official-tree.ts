import { join } from 'node:path'
import { build } from 'esbuild'
import { parseHTML } from 'linkedom'
import type { StreamOps } from '../../../src/live/wire/tree.ts'

/** The rendered tree as the official client keeps it. */
interface Rendered {
  mergeDiff(diff: object): void
  toString(): { readonly buffer: string; readonly streams: ReadonlySet<StreamOps> }
}

type RenderedClass = new (viewId: string, first: object) => Rendered

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

/** A page that the official client keeps: its tree, and the document where unchanged elements stay as they are. */
export class OfficialPage {
  #tree: Rendered | undefined
  #document = parse('')
  #streams: readonly StreamOps[] = []

  /** Takes a message in. */
  apply(message: string): void {
    const diff = JSON.parse(message) as object
    if (this.#tree) this.#tree.mergeDiff(diff)
    else this.#tree = new Rendered('phx-test', diff)
    const { buffer, streams } = this.#tree.toString()
    const next = parse(buffer)
    for (const skipped of [...next.querySelectorAll('[data-phx-skip]')]) {
      skipped.replaceWith(this.#known(skipped.getAttribute('data-phx-id') ?? ''))
    }
    this.#document = next
    this.#streams = [...streams]
  }

  /** The HTML without the marks of the client. */
  get html(): string {
    return normalized(this.#document.body.innerHTML.replaceAll(/ data-phx-id="[^"]*"/g, ''))
  }

  /** What the last message said of streams. */
  get streams(): readonly StreamOps[] {
    return this.#streams
  }

  #known(id: string): Element {
    const element = this.#document.querySelector(`[data-phx-id="${id}"]`)
    if (!element) throw new Error(`The element ${id} is skipped and was never shown.`)
    return element
  }
}

const parse = (html: string): Document =>
  parseHTML(`<!doctype html><html><body>${html}</body></html>`).document

/** HTML as a document prints it. */
export const normalized = (html: string): string => parse(html).body.innerHTML
