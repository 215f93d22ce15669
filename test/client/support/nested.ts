import type { Page } from 'playwright-core'
import type { Received, ScriptedServer } from './scripted-server.ts'

/** The container of a nested view: as a joined view shows it, or filled, as the page is answered. */
export const nested = (id: string, { parent = 'phx-main', inside = '' } = {}): string =>
  inside === ''
    ? container(id, `data-phx-session="SESSION ${id}" data-phx-static="" data-phx-parent-id="${parent}"`, '')
    : container(
        id,
        `data-phx-session="" data-phx-static="STATIC ${id}" data-phx-parent-id="${parent}"`,
        inside,
      )

/** The same for one that outlives live navigation. */
export const sticky = (id: string): string =>
  container(id, `data-phx-session="SESSION ${id}" data-phx-static="" data-phx-sticky`, '')

const container = (id: string, attributes: string, inside: string) =>
  `<div id="${id}" ${attributes}>${inside}</div>`

/** The next frame of an event for the view of this id. Those for others before it are passed over. */
export async function nextOf(server: ScriptedServer, event: string, id: string): Promise<Received> {
  for (;;) {
    const received = await server.next(event)
    if (received.topic === `lv:${id}`) return received
  }
}

/** Waits until a view has joined. */
export const isUp = (page: Page, id: string): Promise<unknown> =>
  page.waitForSelector(`#${id}.phx-connected`, { state: 'attached' })

/** Puts a mark on an element that no patch knows, and says whether the page still shows it. */
export async function markElement(page: Page, selector: string): Promise<() => Promise<boolean>> {
  await page.$eval(selector, (el) => Object.assign(el, { isMarked: true }))
  return () => page.$eval(selector, (el) => 'isMarked' in el)
}
