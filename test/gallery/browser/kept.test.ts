import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const focused = ({ page }: OpenPage) => page.evaluate(() => document.activeElement?.id)

/** Lets the server patch the page once more. */
async function patch({ page, sees }: OpenPage): Promise<void> {
  const counted = Number(await page.innerText('#counted'))
  await page.click('#count')
  await sees('#counted', String(counted + 1))
}

test.for(bothClients)(
  '%s client: an attribute changes between two values, and keeps its own',
  async (client) => {
    const opened = await gallery.open('/kept', client)
    const pressed = () => opened.page.getAttribute('#press', 'aria-pressed')
    for (const value of ['true', 'false', 'true']) {
      await opened.page.click('#press')
      await expect.poll(pressed).toBe(value)
    }
    await patch(opened)
    expect(await pressed()).toBe('true')
  },
)

test.for(bothClients)('%s client: an attribute comes and goes, and stays gone', async (client) => {
  const opened = await gallery.open('/kept', client)
  const field = opened.page.locator('#field')
  const readonly = () => field.getAttribute('readonly')
  await opened.page.click('#lock')
  await expect.poll(readonly).toBe('')
  await patch(opened)
  expect(await readonly()).toBe('')
  expect(await field.getAttribute('data-count')).toBe('1')
  await opened.page.click('#lock')
  await expect.poll(readonly).toBe(null)
  await patch(opened)
  expect(await readonly()).toBe(null)
})

test.for(bothClients)(
  '%s client: attributes that are left to the browser are not patched',
  async (client) => {
    const opened = await gallery.open('/kept', client)
    const more = opened.page.locator('#more')
    await opened.page.click('#more summary')
    await more.evaluate((el) => el.setAttribute('aria-label', 'More'))
    await patch(opened)
    const read = (...names: string[]) =>
      more.evaluate((el, names) => names.map((name) => el.getAttribute(name)), names)
    expect(await read('open', 'aria-label', 'data-count')).toEqual(['', 'More', '1'])
  },
)

test.for(bothClients)('%s client: the focus returns to what was remembered', async (client) => {
  const opened = await gallery.open('/kept', client)
  await opened.page.click('#remember')
  await expect.poll(() => focused(opened)).toBe('field')
  await opened.page.click('#return')
  await expect.poll(() => focused(opened)).toBe('remember')
})

test.for(bothClients)(
  '%s client: a push announces that the page loads, and marks what waits',
  async (client) => {
    const { page, sees, network } = await gallery.openThroughNetwork('/kept', client)
    await page.evaluate(() => {
      const phases: string[] = []
      for (const phase of ['start', 'stop'])
        window.addEventListener(`phx:page-loading-${phase}`, (event) =>
          phases.push(`${phase} ${(event as CustomEvent<{ kind: string }>).detail.kind}`),
        )
      Object.assign(window, { phases })
    })
    const phases = () => page.evaluate(() => (window as unknown as { phases: string[] }).phases)
    network.stall()
    await page.click('#wait')
    await expect.poll(() => page.locator('#more.phx-click-loading').count()).toBe(1)
    expect(await phases()).toEqual(['start element'])
    network.resume()
    await sees('#counted', '10')
    await expect.poll(phases).toEqual(['start element', 'stop element'])
    expect(await page.locator('#more.phx-click-loading').count()).toBe(0)
  },
)

test.for(bothClients)('%s client: a dispatched event bubbles unless it is told not to', async (client) => {
  const { page } = await gallery.open('/kept', client)
  await page.evaluate(() => {
    const heard: string[] = []
    for (const target of [document.getElementById('counted'), document.body])
      target?.addEventListener('gallery:ping', ({ currentTarget }) =>
        heard.push((currentTarget as Element).tagName),
      )
    Object.assign(window, { heard })
  })
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard)
  await page.click('#quiet')
  await expect.poll(heard).toEqual(['P'])
  await page.click('#loud')
  await expect.poll(heard).toEqual(['P', 'P', 'BODY'])
})
