import { expect, test } from 'vitest'
import { connected, type OpenPage } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

/** Marks the document, and tells later whether it is still the same one. */
async function mark({ page }: OpenPage) {
  await page.evaluate(() => Object.assign(window, { isMarked: true }))
  return () => page.evaluate(() => 'isMarked' in window)
}

const location = ({ page }: OpenPage) => {
  const { pathname, search } = new URL(page.url())
  return pathname + search
}

for (const [way, replacing, n] of [
  ['#push', '#replace', 2],
  ['#server-push', '#server-replace', 4],
  ['#js-push', '#js-replace', 6],
] as const) {
  test.for(bothClients)(
    `%s client: ${way} patches the URL, ${replacing} replaces it, and back goes back`,
    async (client) => {
      const opened = await gallery.open('/patch', client)
      const { page, sees } = opened
      const isSame = await mark(opened)
      await page.click(way)
      await sees('h1', `Page ${n}`)
      await sees('#way', 'patch')
      await page.click(replacing)
      await sees('h1', `Page ${n + 1}`)
      await expect.poll(() => location(opened)).toBe(`/patch?page=${n + 1}`)
      await page.goBack()
      await sees('h1', 'Page 1')
      await sees('#visits', '4')
      expect(await isSame()).toBe(true)
    },
  )
}

for (const [way, replacing, place] of [
  ['#push', '#replace', 'link'],
  ['#server-push', '#server-replace', 'server'],
  ['#js-push', '#js-replace', 'command'],
] as const) {
  test.for(bothClients)(
    `%s client: ${way} goes to another view over the same socket, and back again`,
    async (client) => {
      const opened = await gallery.open('/navigate', client)
      const { page, sees } = opened
      const isSame = await mark(opened)
      await page.click(way)
      await sees('h1', `Arrived by ${place}`)
      await sees('#way', 'navigate')
      expect(location(opened)).toBe(`/navigate/${place}`)
      await page.goBack()
      await sees('h1', 'The start')
      expect(await isSame()).toBe(true)
    },
  )

  test.for(bothClients)(`%s client: ${replacing} takes the place of the page before`, async (client) => {
    const opened = await gallery.open('/navigate', client)
    const { page, sees } = opened
    const entries = await page.evaluate(() => history.length)
    await page.click(replacing)
    await sees('h1', `Arrived by ${place}`)
    expect(await page.evaluate(() => history.length)).toBe(entries)
    expect(location(opened)).toBe(`/navigate/${place}`)
  })
}

test.for(bothClients)(
  '%s client: a flash goes along to another view, and to a page that is loaded',
  async (client) => {
    const { page, sees } = await gallery.open('/navigate', client)
    await page.click('#server-push')
    await sees('#flash-info', 'The server sent you.')
    await page.click('#back')
    await sees('h1', 'The start')
    await page.click('#load')
    await sees('h1', 'Arrived by loaded')
    await sees('#flash-info', 'The page was loaded.')
    await connected(page)
  },
)

test.for(bothClients)('%s client: a link to a page that has no view loads it', async (client) => {
  const { page, sees } = await gallery.open('/navigate', client)
  await page.click('#dead')
  await sees('h1', 'A page without a view')
})

test.for(bothClients)(
  '%s client: a mount that navigates leads on, and its flash is shown there',
  async (client) => {
    const opened = await gallery.open('/redirects', client)
    await opened.page.click('#to-view')
    await opened.sees('h1', 'Arrived by mount')
    await opened.sees('#flash-info', 'Mount sent you.')
    expect(location(opened)).toBe('/navigate/mount')
  },
)

test.for(bothClients)(
  '%s client: a mount that redirects leads to the page that is loaded',
  async (client) => {
    const opened = await gallery.open('/redirects', client)
    await opened.page.click('#to-dead')
    await opened.sees('h1', 'A page without a view')
    expect(location(opened)).toBe('/dead')
  },
)

test.for(bothClients)(
  '%s client: a view that patches while it mounts stands at its last URL',
  async (client) => {
    const opened = await gallery.open('/redirects', client)
    await opened.page.click('#to-patch')
    await opened.sees('h1', 'Leads settled')
    await expect.poll(() => location(opened)).toBe('/redirects?to=settled')
  },
)

test.for(bothClients)('%s client: a loop of patches is stopped, and the view begins anew', async (client) => {
  const { page, sees } = await gallery.open('/loop', client)
  await page.click('#start')
  await expect.poll(() => page.innerText('#state')).toMatch(/^still, round [1-9]/)
  await connected(page)
  const errors = gallery.lines.filter(({ level }) => level === 'error')
  expect(errors.at(-1)).toMatchObject({ code: 'bad_route' })
  await sees('#start', 'Start')
})

test.for(bothClients)(
  '%s client: a flash is closed by hand, by the server, and by a patch',
  async (client) => {
    const { page, sees } = await gallery.open('/flash', client)
    const flashes = () => page.locator('.o-flash').allInnerTexts()
    await page.click('#tell-info')
    await page.click('#tell-error')
    await sees('#flash-error', 'It went wrong.')
    await page.click('#flash-info button')
    await expect.poll(flashes).toEqual(['It went wrong.'])
    await page.click('#tell-info')
    await expect.poll(flashes).toHaveLength(2)
    await page.click('#clear')
    await expect.poll(flashes).toEqual([])
    await page.click('#tell-info')
    await sees('#flash-info', 'It is done.')
    await page.click('#on')
    await sees('#page', '2')
    expect(await flashes()).toEqual([])
  },
)

test.for(bothClients)(
  '%s client: parameters of path and query are shown as the schema made them',
  async (client) => {
    const { sees } = await gallery.open('/params/41?sort=age&all=true', client)
    await sees('h1', 'Number 42 comes next')
    await sees('#sort', 'Sorted by age')
    await sees('#all', 'All of them')
  },
)

const scrolled = ({ page }: OpenPage) => page.evaluate(() => Math.round(scrollY))

/** Whether an element is in the visible part of the page. */
const isInSight = ({ page }: OpenPage, selector: string) =>
  page.locator(selector).evaluate((el) => {
    const { top, bottom } = el.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  })

test.for(bothClients)(
  '%s client: another page begins at its top, and back leads to where one was',
  async (client) => {
    const opened = await gallery.open('/places/first', client)
    const { page, sees } = opened
    await page.locator('#from-below').scrollIntoViewIfNeeded()
    await expect.poll(() => scrolled(opened)).toBeGreaterThan(0)
    const below = await scrolled(opened)
    await page.click('#from-below')
    await sees('h1', 'The other page')
    await expect.poll(() => scrolled(opened)).toBe(0)
    await page.goBack()
    await sees('h1', 'The first page')
    await expect.poll(() => scrolled(opened)).toBe(below)
  },
)

// The official client knows no marked elements.
test('our client leads back to where an element was scrolled to, after a visit and after a reload', async () => {
  const { page, sees } = await gallery.open('/places/first', 'oriel')
  const top = () => page.locator('#notes').evaluate(({ scrollTop }) => Math.round(scrollTop))
  await page.locator('#notes').evaluate((el) => el.scrollTo(0, 200))
  await page.click('#to-other')
  await sees('h1', 'The other page')
  expect(await top()).toBe(0)
  await page.goBack()
  await sees('h1', 'The first page')
  await expect.poll(top).toBe(200)
  await page.reload()
  await connected(page)
  await expect.poll(top).toBe(200)
})

test.for(bothClients)('%s client: a link leads to a place on the page itself', async (client) => {
  const opened = await gallery.open('/places/first', client)
  const isSame = await mark(opened)
  await opened.page.click('#to-line')
  await expect.poll(() => isInSight(opened, '#line-30')).toBe(true)
  expect(await isSame()).toBe(true)
})

// The official client stays where it is.
test('our client goes back from a place on the page to where one was', async () => {
  const opened = await gallery.open('/places/first', 'oriel')
  await opened.page.click('#to-line')
  await expect.poll(() => isInSight(opened, '#line-30')).toBe(true)
  await opened.page.goBack()
  await expect.poll(() => scrolled(opened)).toBe(0)
  await opened.page.goForward()
  await expect.poll(() => isInSight(opened, '#line-30')).toBe(true)
})

test.for(bothClients)('%s client: a link leads to a place on another live page', async (client) => {
  const opened = await gallery.open('/places/first', client)
  const isSame = await mark(opened)
  await opened.page.click('#to-other-line')
  await opened.sees('h1', 'The other page')
  await expect.poll(() => isInSight(opened, '#line-20')).toBe(true)
  expect(await isSame()).toBe(true)
})

/** Prevents every navigation from now on, and tells later of those that it has seen. */
async function guard({ page }: OpenPage) {
  await page.evaluate(() => {
    const seen: unknown[] = []
    Object.assign(window, { seen })
    window.addEventListener('phx:before-navigate', (event) => {
      event.preventDefault()
      seen.push((event as CustomEvent).detail)
    })
  })
  return () => page.evaluate(() => (window as unknown as { seen: unknown[] }).seen)
}

test.for(bothClients)('%s client: a page can keep a person from leaving by a link', async (client) => {
  const opened = await gallery.open('/navigate', client)
  const seen = await guard(opened)
  await opened.page.click('#push')
  const href = `${gallery.url}/navigate/link`
  await expect.poll(seen).toEqual([{ href, patch: false, pop: false, direction: 'forward' }])
  expect(location(opened)).toMatch(/^\/navigate(\?|$)/)
  await opened.sees('h1', 'The start')
})

test.for(bothClients)(
  '%s client: a page can keep a person from leaving by the back button',
  async (client) => {
    const opened = await gallery.open('/navigate', client)
    await opened.page.click('#push')
    await opened.sees('h1', 'Arrived by link')
    const seen = await guard(opened)
    await opened.page.evaluate(() => history.back())
    await expect.poll(seen).toMatchObject([{ patch: false, pop: true, direction: 'backward' }])
    await expect.poll(() => location(opened)).toBe('/navigate/link')
    await opened.sees('h1', 'Arrived by link')
  },
)

// To the official client a command is not a person's wish.
test('our client can be kept from leaving by a command, and not from following the server', async () => {
  const opened = await gallery.open('/navigate', 'oriel')
  const seen = await guard(opened)
  await opened.page.click('#js-push')
  await expect.poll(seen).toHaveLength(1)
  await opened.page.click('#server-push')
  await opened.sees('h1', 'Arrived by server')
  expect(await seen()).toHaveLength(1)
})

test.for(bothClients)('%s client: a page tells where it has gone, and how', async (client) => {
  const opened = await gallery.open('/navigate', client)
  await opened.page.evaluate(() => {
    const gone: unknown[] = []
    Object.assign(window, { gone })
    window.addEventListener('phx:navigate', (event) => gone.push((event as CustomEvent).detail))
  })
  await opened.page.click('#push')
  await opened.sees('h1', 'Arrived by link')
  await opened.page.goBack()
  await opened.sees('h1', 'The start')
  const href = `${gallery.url}/navigate/link`
  expect(await opened.page.evaluate(() => (window as unknown as { gone: unknown[] }).gone)).toMatchObject([
    { href, patch: false, pop: false, direction: 'forward' },
    { patch: false, pop: true, direction: 'backward' },
  ])
})

test.for(bothClients)(
  '%s client: a page that has lost its connection tells that it loads, until it has it again',
  async (client) => {
    const { page, network } = await gallery.openThroughNetwork('/navigate', client)
    await page.evaluate(() => {
      const told: string[] = []
      Object.assign(window, { told })
      window.addEventListener('phx:page-loading-start', ({ detail }: CustomEventInit) =>
        told.push(`start ${detail.kind}`),
      )
      window.addEventListener('phx:page-loading-stop', () => told.push('stop'))
    })
    // Under our client a short cut is not seen.
    network.refuse()
    network.cut()
    await page.locator('[data-phx-main].phx-error').waitFor()
    network.accept()
    const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told)
    await expect.poll(told).toEqual(['start error', 'stop'])
  },
)

/** The element of the page's view: its name, and what the framed view gives it. */
const element = ({ page }: OpenPage) =>
  page
    .locator('[data-phx-main]')
    .evaluate((el) => [el.tagName, el.classList.contains('framed'), el.getAttribute('aria-label')])

test.for(bothClients)('%s client: a view has the element and the layout that it asks for', async (client) => {
  const opened = await gallery.open('/container', client)
  const { page, sees } = opened
  expect(await element(opened)).toEqual(['SECTION', true, 'A framed view'])
  await sees('#footer', 'Framed by its own layout')
  await page.click('#to-plain')
  await sees('h1', 'Plain')
  expect(await page.locator('#footer').count()).toBe(0)
  await page.click('#to-framed')
  await sees('#footer', 'Framed by its own layout')
})

// The official client makes the element of another name, and goes on with the one before.
test('oriel client: live navigation brings the element of the next view', async () => {
  const opened = await gallery.open('/container', 'oriel')
  await opened.page.click('#to-plain')
  await expect.poll(() => element(opened)).toEqual(['DIV', false, null])
  await opened.page.click('#to-framed')
  await expect.poll(() => element(opened)).toEqual(['SECTION', true, 'A framed view'])
})
