import { expect, test } from 'vitest'
import { watchAttributes, watchText } from '../../support/traffic.ts'
import { bothClients, type Client, useGallery } from '../support/stage.ts'

const gallery = useGallery()

/** A page whose network stands still, in which a change of its view waits; what it does now is answered after that. */
async function openBehind(client: Client) {
  const other = await gallery.open('/locks', client)
  const opened = await gallery.openThroughNetwork('/locks', client)
  const before = Number(await other.page.innerText('#tick'))
  opened.network.stall()
  await other.page.click('#send-tick')
  await other.sees('#tick', String(before + 1))
  return opened
}

/** A button is clicked while its view is behind, in the view itself or in a portal. */
async function waitingButton(client: Client, place: '' | 'moved-'): Promise<void> {
  const { page, sees, network } = await openBehind(client)
  const button = `#${place}count`
  await page.click(button)
  await page.locator(`${button}.phx-click-loading`).waitFor()
  const [shown, ticks] = [await watchText(page, button), await watchText(page, '#tick')]
  network.resume()
  await sees(button, '1 at 1')
  expect(await ticks()).toEqual(['1'])
  expect(await shown()).toEqual(['1 at 1'])
}

/** The same for a form, into which something is typed. */
async function waitingForm(client: Client, place: '' | 'moved-'): Promise<void> {
  const { page, sees, network } = await openBehind(client)
  const told = `#${place}in-form`
  await page.fill(`#${place}text`, 'tea')
  await page.locator(`#${place}form.phx-change-loading`).waitFor()
  const [shown, ticks] = [await watchText(page, told), await watchText(page, '#tick')]
  network.resume()
  await sees(told, 'tea at 1')
  expect(await ticks()).toEqual(['1'])
  expect(await shown()).toEqual(['tea at 1'])
  expect(await page.inputValue(`#${place}text`)).toBe('tea')
}

test.for(bothClients)(
  '%s client: what waits keeps its face until it is answered, and then shows all that it missed',
  (client) => waitingButton(client, ''),
)

test.for(bothClients)('%s client: so does what waits in a portal', (client) =>
  waitingButton(client, 'moved-'),
)

test.for(bothClients)(
  '%s client: a form that waits for the answer to a change is locked with all that is in it',
  (client) => waitingForm(client, ''),
)

test.for(bothClients)('%s client: so is one that waits in a portal', (client) =>
  waitingForm(client, 'moved-'),
)

test.for(bothClients)(
  '%s client: a button in a form that waits, too, is let go with the last answer',
  async (client) => {
    const opened = await openBehind(client)
    const { page, sees, network } = opened
    await page.fill('#text', 'tea')
    await page.click('#count-in-form')
    await page.locator('#count-in-form.phx-click-loading').waitFor()
    network.resume()
    await sees('#count-in-form', '1 in the form, at 1')
    await sees('#in-form', 'tea at 1')
    await expect.poll(() => page.locator('[data-phx-ref-src]').count()).toBe(0)
    await page.click('#count-in-form')
    await sees('#count-in-form', '2 in the form, at 1')
  },
)

test.for(bothClients)('%s client: of two events of a field the last answer lets it go', async (client) => {
  const opened = await openBehind(client)
  const { page, sees, network } = opened
  const changes = await watchAttributes(page, '#form')
  await page.fill('#text', 't')
  await page.fill('#text', 'te')
  await page.locator('#form[data-phx-ref-lock="1"]').waitFor()
  network.resume()
  await sees('#in-form', 'te at 1')
  await expect.poll(() => page.locator('[data-phx-ref-src]').count()).toBe(0)
  const locks = (await changes()).flatMap(([name, value]) => (name === 'data-phx-ref-lock' ? [value] : []))
  expect(locks).toEqual(['0', '1', null])
  expect(await page.inputValue('#text')).toBe('te')
})

test.for(bothClients)('%s client: a click on what waits is not sent again', async (client) => {
  const opened = await openBehind(client)
  const { page, sees, network, traffic } = opened
  traffic.clear()
  for (let i = 0; i < 3; i++) await page.click('#count')
  network.resume()
  await sees('#count', '1 at 1')
  const clicks = traffic.said().filter(([way, event]) => way === 'sent' && event === 'event')
  expect(clicks).toHaveLength(1)
})
