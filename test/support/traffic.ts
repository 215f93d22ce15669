import type { Page } from 'playwright-core'
import type { WireFrame } from './wire-client.ts'

/** A frame of the page's views, and which way it went. */
export type Passed = readonly [way: 'sent' | 'received', frame: WireFrame]

/** What passes over the sockets of a page. */
export interface Traffic {
  /** Every frame so far, in order; heartbeats are left out. */
  readonly frames: readonly Passed[]
  /** The same without refs and topic: which way, the event, and what it carries. */
  said(): readonly (readonly [way: Passed[0], event: string, payload: unknown])[]
  /** Forgets what has passed. */
  clear(): void
}

/** Listens to the sockets that a page opens from now on. */
export function listenTo(page: Page): Traffic {
  const frames: Passed[] = []
  const note = (way: Passed[0], payload: string | Buffer) => {
    if (typeof payload !== 'string') return
    const frame = JSON.parse(payload) as WireFrame
    if (frame[2] !== 'phoenix') frames.push([way, frame])
  }
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => note('sent', payload))
    socket.on('framereceived', ({ payload }) => note('received', payload))
  })
  return {
    frames,
    said: () => frames.map(([way, [, , , event, payload]]) => [way, event, payload]),
    clear: () => void frames.splice(0),
  }
}

/** Writes down what becomes of an element's attributes: each change as its name and its new value. */
export async function watchAttributes(
  page: Page,
  selector: string,
): Promise<() => Promise<readonly (readonly [name: string, value: string | null])[]>> {
  const changes = await page.locator(selector).evaluateHandle((element) => {
    const changes: [string, string | null][] = []
    new MutationObserver((records) => {
      for (const { attributeName } of records)
        changes.push([attributeName ?? '', element.getAttribute(attributeName ?? '')])
    }).observe(element, { attributes: true })
    return changes
  })
  return () => changes.jsonValue()
}

/** Writes down every text that an element shows from now on. */
export async function watchText(page: Page, selector: string): Promise<() => Promise<readonly string[]>> {
  const texts = await page.locator(selector).evaluateHandle((element) => {
    const texts: string[] = []
    new MutationObserver(() => texts.push(element.textContent ?? '')).observe(element, {
      subtree: true,
      childList: true,
      characterData: true,
    })
    return texts
  })
  return () => texts.jsonValue()
}
