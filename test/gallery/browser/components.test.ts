import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { connected, type OpenPage } from '../../support/open-page.ts'
import { shuffled } from '../pages/lists.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const shows = (locator: Locator, texts: readonly string[]) =>
  expect.poll(() => locator.allInnerTexts()).toEqual(texts)

test.for(bothClients)('%s client: each component counts for itself, and so does the view', async (client) => {
  const { page, sees } = await gallery.open('/components', client)
  await page.click('#counter-ana button')
  await page.click('#counter-ben button')
  await page.click('#counter-ben button')
  await page.click('#count')
  await sees('#view', '1')
  await shows(page.locator('b'), ["Ana's apples: 1", "Ben's apples: 10"])
})

test.for(bothClients)(
  '%s client: a component keeps what it holds when it is given something else',
  async (client) => {
    const { page, sees } = await gallery.open('/components', client)
    await page.click('#counter-ben button')
    await page.click('#rename')
    await shows(page.locator('b'), ["Ana's pears: 0", "Ben's pears: 5"])
    await page.click('#tell')
    await sees('#counter-ben button', '10 more')
    await page.click('#counter-ben button')
    await shows(page.locator('b'), ["Ana's pears: 0", "Ben's pears: 15"])
  },
)

const counts = ({ page }: OpenPage, list: string) => page.locator(`${list} b`)

test.for(bothClients)(
  '%s client: components keep what they hold however often they are shuffled',
  async (client) => {
    const opened = await gallery.open('/component-lists', client)
    await opened.page.click('#counter-c button')
    await shows(counts(opened, '#left'), ['a: 0', 'b: 0', 'c: 1', 'd: 0', 'e: 0'])
    let names: readonly string[] = [...'abcde']
    for (let seed = 1; seed <= 5; seed++) {
      names = shuffled(names, seed)
      await opened.page.click('#shuffle')
      await shows(
        counts(opened, '#left'),
        names.map((name) => `${name}: ${name === 'c' ? 1 : 0}`),
      )
    }
    await opened.page.click('#add')
    await opened.page.click('#counter-c button')
    await opened.page.click('#counter-new button')
    await shows(
      counts(opened, '#left'),
      [...names, 'new'].map((name) => `${name}: ${name === 'c' ? 2 : name === 'new' ? 1 : 0}`),
    )
  },
)

test.for(bothClients)('%s client: a component goes from one list to the other as it is', async (client) => {
  const opened = await gallery.open('/component-lists', client)
  await opened.page.click('#counter-a button')
  await shows(counts(opened, '#left').first(), ['a: 1'])
  await opened.page.click('#move')
  await opened.page.click('#move')
  await shows(counts(opened, '#left'), ['c: 0', 'd: 0', 'e: 0'])
  await shows(counts(opened, '#right'), ['b: 0', 'a: 1', 'x: 0', 'y: 0'])
  await opened.page.click('#counter-a button')
  await shows(counts(opened, '#right'), ['b: 0', 'a: 2', 'x: 0', 'y: 0'])
})

/** Opens the panel, and counts in the component within. */
async function openPanel(opened: OpenPage) {
  await opened.page.click('.open')
  await opened.page.click('#counter-in-panel button')
  await opened.sees('#counter-in-panel b', 'Inside: 1')
}

test.for(bothClients)(
  '%s client: a component that was removed begins anew, and so does the one inside',
  async (client) => {
    const opened = await gallery.open('/component-visibility', client)
    const { page, sees } = opened
    await openPanel(opened)
    await page.click('#hide')
    await expect.poll(() => page.locator('#panel').count()).toBe(0)
    await page.click('#show')
    await sees('#panel h2', 'A panel, closed')
    await page.click('.open')
    await sees('#counter-in-panel b', 'Inside: 0')
  },
)

test.for(bothClients)(
  '%s client: a component that is closed within another begins anew by itself',
  async (client) => {
    const opened = await gallery.open('/component-visibility', client)
    await openPanel(opened)
    await opened.page.click('.open')
    await opened.sees('#panel h2', 'A panel, closed')
    await opened.page.click('.open')
    await opened.sees('#counter-in-panel b', 'Inside: 0')
  },
)

test.for(bothClients)('%s client: a component moves between two places with all it has', async (client) => {
  const opened = await gallery.open('/component-visibility', client)
  await openPanel(opened)
  await opened.page.click('#move')
  await opened.sees('#below #counter-in-panel b', 'Inside: 1')
  await opened.page.click('#counter-in-panel button')
  await opened.sees('#below #counter-in-panel b', 'Inside: 2')
  expect(await opened.page.locator('#above section').count()).toBe(0)
})

test.for(bothClients)(
  '%s client: a component that is hidden and shown before the browser knows lives on',
  async (client) => {
    const opened = await gallery.openThroughNetwork('/component-visibility', client)
    const { page, sees, network } = opened
    await openPanel(opened)
    network.stall()
    await page.click('#hide')
    await page.click('#show')
    network.resume()
    await page.locator('#show:not([data-phx-ref-src])').waitFor()
    await sees('#panel h2', 'A panel, open')
    await page.click('#counter-in-panel button')
    await sees('#counter-in-panel b', 'Inside: 2')
  },
)

test.for(bothClients)('%s client: a form in a component is checked and saved by it', async (client) => {
  const { page, sees } = await gallery.open('/component-form', client)
  await page.fill('#home input', ' ')
  await sees('#home .o-errors', 'Give a street.')
  await page.fill('#home input', 'Elm Road')
  await sees('#home .o-errors', '')
  await page.press('#home input', 'Enter')
  await sees('#home .saved', 'Elm Road')
  expect(await page.inputValue('#home input')).toBe('')
  await sees('#work .saved', '')
})

test.for(bothClients)(
  '%s client: after a lost connection each form tells its component what is in it',
  async (client) => {
    const { page, sees, network } = await gallery.openThroughNetwork('/component-form', client)
    await page.fill('#home input', 'Elm Road')
    await page.fill('#work input', 'Oak Road')
    await sees('#work .typed', 'Oak Road')
    network.refuse()
    network.cut()
    await page.locator('[data-phx-main].phx-loading').waitFor()
    network.accept()
    await connected(page)
    await sees('#home .typed', 'Elm Road')
    await sees('#work .typed', 'Oak Road')
    await page.press('#work input', 'Enter')
    await sees('#work .saved', 'Oak Road')
  },
)

test.for(bothClients)('%s client: each component has a stream of its own', async (client) => {
  const { page, sees } = await gallery.open('/component-streams', client)
  const [low, high] = [page.locator('#low-list li'), page.locator('#high-list li')]
  await page.click('#low .add')
  await page.click('#high .add')
  await page.click('#low .add')
  await shows(low, ['1', '2', '3'])
  await shows(high, ['100', '101'])
  await page.click('#low .clear')
  await shows(low, [])
  await page.click('#count')
  await sees('#count', '1')
  await page.click('#low .add')
  await shows(low, ['4'])
  await shows(high, ['100', '101'])
})

test.for(bothClients)('%s client: a component loads whatever it is given, or fails to', async (client) => {
  const { page, sees } = await gallery.open('/component-async', client)
  await sees('#weather', 'Sun in Lisbon')
  await page.click('#rome')
  await sees('#weather', 'Sun in Rome')
  await page.click('#atlantis')
  await sees('#weather', 'Atlantis has sunk')
})

test.for(bothClients)('%s client: components load together, and anew when it is due', async (client) => {
  const { page } = await gallery.open('/component-loader', client)
  const posts = page.locator('#posts li')
  await shows(posts, ['Post 1 by Ana (3)', 'Post 2 by Ben (3)', 'Post 3 by Ana (3)'])
  await page.click('#more')
  await shows(posts, [
    'Post 1 by Ana (3)',
    'Post 2 by Ben (3)',
    'Post 3 by Ana (3)',
    'Post 4 by Ben (2)',
    'Post 5 by nobody (2)',
  ])
  await page.click('#hand')
  await shows(posts.first(), ['Post 1 by Ben (1)'])
})

// https://github.com/phoenixframework/phoenix_live_view/issues/3979
test.for(bothClients)('%s client: a component lives on when its element gets another id', async (client) => {
  const { page, sees } = await gallery.open('/component-roots', client)
  for (let i = 0; i < 3; i++) {
    await page.click('#turn')
    await page.locator(`#bottle-${'abc'[i]}-1`).waitFor()
  }
  await shows(page.locator('.bottle'), ['a: 10', 'b: 10', 'c: 10'])
  // https://github.com/phoenixframework/phoenix_live_view/issues/4334
  await page.click('#shift')
  await sees('#new-root #new-child', 'new')
  await expect
    .poll(() => page.locator('#told li').allInnerTexts())
    .toEqual(expect.arrayContaining(['mounted', 'mounted', 'destroyed']))
  expect(await page.locator('#old-root, #old-child').count()).toBe(0)
})

test.for(bothClients)(
  '%s client: a component that goes stays in full until its transition has ended',
  async (client) => {
    const { page } = await gallery.open('/component-roots', client)
    // Read while it is there: it goes soon.
    const faded = page.waitForFunction(() => document.querySelector<HTMLElement>('#fader.fading')?.innerText)
    await page.click('#fade')
    expect(await (await faded).jsonValue()).toMatch(/^It fades\s+Always the same$/)
    await expect.poll(() => page.locator('#fader').count()).toBe(0)
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/3953
test.for(bothClients)(
  '%s client: the component of a view that comes and goes is not taken for that of the view around',
  async (client) => {
    const { page, sees } = await gallery.open('/component-roots', client)
    for (let i = 0; i < 2; i++) {
      await page.click('#toggle')
      await sees('#inside', 'inside: 0')
      await page.click('#toggle')
      await expect.poll(() => page.locator('#room').count()).toBe(0)
    }
    await page.click('#toggle')
    await sees('#inside', 'inside: 0')
    await page.click('#turn')
    await shows(page.locator('.bottle'), ['a: 10', 'b: 0', 'c: 0', 'inside: 0'])
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/3117
test.for(bothClients)(
  '%s client: what never changes in a component is there after live navigation to the same view',
  async (client) => {
    const { page } = await gallery.open('/component-roots', client)
    await page.click('#turn')
    await shows(page.locator('.bottle').first(), ['a: 10'])
    await page.click('#anew')
    await shows(page.locator('.bottle').first(), ['a: 0'])
    expect(await page.innerText('#fader .unmoved')).toBe('Always the same')
  },
)
