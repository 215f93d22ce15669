import { expect, test } from 'vitest'
import { connected, type OpenPage } from '../../support/open-page.ts'
import { bothClients, type Client, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const ofView = (view: string) => [view, `${view}-aside`, `${view}-moved`, `${view}-moved-aside`]
const places = [...ofView('outer'), ...ofView('inner')]

/** The official client does not recover what a portal has moved out of a nested view. */
const recoveredBy = {
  official: places.filter((place) => !place.startsWith('inner-moved')),
  oriel: places,
}

/** Types into every form, and waits until each has told whom it belongs to. */
async function fillIn({ page, sees }: OpenPage) {
  for (const place of places) {
    await page.fill(`#${place}-text`, `in ${place}`)
    await sees(`#${place}-told`, `in ${place}`)
  }
}

/** Every form holds what was typed, and has told it. */
async function areRecovered({ page, sees }: OpenPage, client: Client) {
  for (const place of recoveredBy[client]) {
    await sees(`#${place}-told`, `in ${place}`)
    expect(await page.inputValue(`#${place}-text`)).toBe(`in ${place}`)
  }
}

/** The values of all events since the traffic was cleared. */
const recovered = ({ traffic }: OpenPage) =>
  traffic.frames.flatMap(([way, [, , , event, payload]]) =>
    way === 'sent' && event === 'event' ? [payload['value']] : [],
  )

async function openFilledIn(client: Client) {
  const opened = await gallery.openThroughNetwork('/nested-forms', client)
  await opened.page.locator('#inner.phx-connected').waitFor()
  await fillIn(opened)
  opened.traffic.clear()
  return opened
}

test.for(bothClients)(
  '%s client: after a lost connection forms are recovered wherever they stand',
  async (client) => {
    const opened = await openFilledIn(client)
    opened.network.refuse()
    opened.network.cut()
    await opened.page.locator('[data-phx-main].phx-loading').waitFor()
    opened.network.accept()
    await connected(opened.page)
    await areRecovered(opened, client)
    expect(recovered(opened)).toHaveLength(recoveredBy[client].length)
  },
)

// The official client recovers the forms of nested views only with the view of the page.
test('oriel client: after a crash of a nested view its forms are recovered, and no other', async () => {
  const opened = await openFilledIn('oriel')
  await opened.page.click('#crash-inner')
  await opened.page.locator('#inner.phx-error').waitFor()
  await opened.page.locator('#inner.phx-connected').waitFor()
  await areRecovered(opened, 'oriel')
  const values = recovered(opened).filter((value) => typeof value === 'string')
  expect(values.sort()).toEqual([
    'text=in+inner',
    'text=in+inner-aside',
    'text=in+inner-moved',
    'text=in+inner-moved-aside',
  ])
})

test.for(bothClients)(
  '%s client: after a crash of the view around all forms are recovered, and stay usable',
  async (client) => {
    const opened = await openFilledIn(client)
    await opened.page.click('#crash-outer')
    await opened.page.locator('[data-phx-main].phx-error').waitFor()
    await connected(opened.page)
    await areRecovered(opened, client)
    await opened.page.fill('#inner-aside-text', 'on')
    await opened.sees('#inner-aside-told', 'on')
  },
)
