import type { Hook } from '../../../client/live/index.ts'

/** Only the page that shows this has options that change something. */
const isHere = location.pathname === '/script'

export const metadata = isHere
  ? {
      click: ({ shiftKey }: MouseEvent) => ({ shift: shiftKey }),
      keydown: ({ code }: KeyboardEvent) => ({ code }),
    }
  : {}

/** What this page has heard, in order. */
const hear = (what: string) => window.heard.push(what)
window.heard = []

export const dom = isHere
  ? {
      onPatchStart: ({ tagName }: Element) => hear(`start of ${tagName}`),
      onNodeAdded: (node: Node) => {
        if (node instanceof Element && node.id) hear(`added ${node.id}`)
      },
      onBeforeElUpdated: (from: Element, to: Element) => {
        // A mark of the script's own stays.
        if (from.hasAttribute('data-mark')) to.setAttribute('data-mark', '')
      },
      onPatchEnd: ({ tagName }: Element) => hear(`end of ${tagName}`),
      jsQuerySelectorAll: (el: HTMLElement, query: unknown, find: () => Iterable<HTMLElement>) =>
        query === 'anything' ? [el] : [...find()],
    }
  : {}

if (isHere) {
  for (const target of [window, document])
    target.addEventListener('phx:update', () =>
      hear(`update at ${target === window ? 'window' : 'document'}`),
    )
  addEventListener('phx:push:add', (event) => {
    const { detail } = event as CustomEvent<{
      event: string
      eventType: string
      loadingComplete: Promise<unknown>
    }>
    hear(`push of ${detail.event} by a ${detail.eventType}`)
    detail.loadingComplete.then(() => hear('push is answered'))
  })
}

/** A custom element that makes a hook for itself, by what a client exports. */
export function defineAsking(createHook: (el: HTMLElement, callbacks: Hook) => unknown): void {
  customElements.define(
    'asking-row',
    class extends HTMLElement {
      connectedCallback() {
        createHook(this, {
          mounted() {
            this.el.addEventListener('click', () => this.pushEvent('ask'))
            this.el.textContent = 'Ask'
          },
        })
      }
    },
  )
}
