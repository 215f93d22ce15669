import { expect, test } from 'vitest'
import { connected, type OpenPage } from '../../support/open-page.ts'
import { shuffled } from '../pages/lists.ts'
import { bothClients, officialClient, useGallery } from '../support/stage.ts'

const gallery = useGallery()

/** Greets Ana and Ben, lets Ana click, and counts: each view of the page holds something then. */
async function useEachView({ page, sees }: OpenPage) {
  await page.click('#ana .greet')
  await page.click('#ben .greet')
  // A button that waits for its answer is not sent again.
  await sees('#ben .greetings', 'Ben was greeted 1 times')
  await page.click('#ben .greet')
  await page.click('#click-Ana')
  await page.click('#add')
  await sees('#count', '1')
  await sees('#ana .greetings', 'Ana was greeted 1 times')
  await sees('#ben .greetings', 'Ben was greeted 2 times')
  await sees('#click-Ana', 'Ana clicked 1 times')
}

test.for(bothClients)('%s client: each nested view counts for itself', async (client) => {
  await useEachView(await gallery.open('/nested', client))
})

test.for(bothClients)(
  '%s client: a nested view that crashes begins anew with its own, and no other does',
  async (client) => {
    const opened = await gallery.open('/nested', client)
    const { page, sees } = opened
    await useEachView(opened)
    await page.click('#ana .crash')
    await sees('#ana .greetings', 'Ana was greeted 0 times')
    await sees('#click-Ana', 'Ana clicked 0 times')
    await sees('#ben .greetings', 'Ben was greeted 2 times')
    await page.click('#add')
    await sees('#count', '2')
    await page.click('#click-Ana')
    await sees('#click-Ana', 'Ana clicked 1 times')
    const errors = gallery.lines.filter(({ level }) => level === 'error')
    expect(errors.at(-1)).toMatchObject({ code: 'turn_failed', view: '/nested > ana' })
  },
)

test.for(bothClients)('%s client: a view that crashes takes those along that it shows', async (client) => {
  const opened = await gallery.open('/nested', client)
  const { page, sees } = opened
  await useEachView(opened)
  await page.click('#crash')
  await sees('#count', '0')
  await sees('#ana .greetings', 'Ana was greeted 0 times')
  await sees('#ben .greetings', 'Ben was greeted 0 times')
  await useEachView(opened)
})

test('oriel client: after a lost connection all views go on', async () => {
  const opened = await gallery.openThroughNetwork('/nested', 'oriel')
  await useEachView(opened)
  const { page, network, traffic, sees } = opened
  traffic.clear()
  network.cut()
  const joins = () => traffic.said().filter(([, event]) => event === 'phx_join')
  await expect.poll(async () => joins().length).toBe(await page.locator('[data-phx-session]').count())
  await sees('#click-Ana', 'Ana clicked 1 times')
  await sees('#ben .greetings', 'Ben was greeted 2 times')
})

test.for(officialClient)('%s client: after a lost connection all views begin anew', async (client) => {
  const opened = await gallery.openThroughNetwork('/nested', client)
  await useEachView(opened)
  opened.network.cut()
  await opened.sees('#click-Ana', 'Ana clicked 0 times')
  await opened.sees('#ben .greetings', 'Ben was greeted 0 times')
  await useEachView(opened)
})

const lamps = ({ page }: OpenPage, list = '#lamps') => page.locator(`${list} button`).allInnerTexts()

test.for(bothClients)('%s client: views in a list stay on while they are shuffled', async (client) => {
  const opened = await gallery.open('/nested-rows', client)
  await opened.page.click('#lamp-b button')
  await opened.page.click('#bare-c button')
  let names: readonly string[] = [...'abcd']
  for (let seed = 1; seed <= 4; seed++) {
    names = shuffled(names, seed)
    await opened.page.click('#shuffle')
    await expect
      .poll(() => lamps(opened))
      .toEqual(names.map((name) => `${name} is ${name === 'b' ? 'on' : 'off'}`))
    expect(await lamps(opened, '#bare')).toEqual(
      names.map((name) => `${name} is ${name === 'c' ? 'on' : 'off'}`),
    )
  }
})

test.for(bothClients)('%s client: a view that was taken away begins anew', async (client) => {
  const opened = await gallery.open('/nested-rows', client)
  await opened.page.click('#lamp-a button')
  await opened.page.click('#lamp-b button')
  await expect.poll(() => lamps(opened)).toEqual(['a is on', 'b is on', 'c is off', 'd is off'])
  await opened.page.click('#drop')
  await expect.poll(() => lamps(opened)).toEqual(['b is on', 'c is off', 'd is off'])
  await opened.page.click('#restore')
  await expect.poll(() => lamps(opened)).toEqual(['a is off', 'b is on', 'c is off', 'd is off'])
  await opened.page.click('#lamp-a button')
  await expect.poll(() => lamps(opened)).toEqual(['a is on', 'b is on', 'c is off', 'd is off'])
})

const isMarked = ({ page }: OpenPage) => page.evaluate(() => 'isMarked' in window)
const mark = ({ page }: OpenPage) => page.evaluate(() => Object.assign(window, { isMarked: true }))

test.for(bothClients)('%s client: a nested view takes the page to another URL', async (client) => {
  const opened = await gallery.open('/nested-navigation', client)
  const { page, sees } = opened
  await page.click('#turn')
  await sees('h1', 'Page 2')
  await page.click('#turn')
  await sees('h1', 'Page 3')
  await sees('#turns', '2')
  await expect.poll(() => new URL(page.url()).search).toBe('?page=3')
  await page.goBack()
  await sees('h1', 'Page 2')
  await sees('#turns', '2')
})

test.for(bothClients)('%s client: a nested view leaves with a flash for the next', async (client) => {
  const opened = await gallery.open('/nested-navigation', client)
  await mark(opened)
  await opened.page.click('#leave')
  await opened.sees('h1', 'Arrived by nested')
  await opened.sees('#flash-info', 'The nested view sent you.')
  await opened.page.goBack()
  await opened.sees('h1', 'Page 1')
  await opened.page.click('#turn')
  await opened.sees('h1', 'Page 2')
  expect(await isMarked(opened)).toBe(true)
})

test.for(bothClients)('%s client: a nested view has a page loaded', async (client) => {
  const { page, sees } = await gallery.open('/nested-navigation', client)
  await page.click('#load')
  await sees('h1', 'Arrived by loaded')
  await sees('#flash-error', 'The nested view had it loaded.')
  await connected(page)
})

/** Turns the player on, and gives its ticks when they have begun. */
async function play({ page, sees }: OpenPage) {
  // It joins after the view of the page. The official client drops what is clicked before.
  await page.locator('#player.phx-connected').waitFor()
  await page.click('#turn')
  await sees('#turn', 'Playing')
  await expect.poll(() => ticks(page)).toBeGreaterThan(3)
}
const ticks = async (page: OpenPage['page']) => Number(await page.innerText('#ticks'))

/** The player ticks on from where it is. */
async function ticksOn({ page }: OpenPage) {
  const before = await ticks(page)
  await expect.poll(() => ticks(page)).toBeGreaterThan(before)
}

test.for(bothClients)(
  '%s client: a sticky view plays on while one goes from page to page',
  async (client) => {
    const opened = await gallery.open('/sticky', client)
    const { page, sees } = opened
    await play(opened)
    const before = await ticks(page)
    await page.click('#elsewhere')
    await sees('h1', 'Elsewhere')
    await sees('#turn', 'Playing')
    expect(await ticks(page)).toBeGreaterThanOrEqual(before)
    await ticksOn(opened)
    await page.click('#here')
    await sees('h1', 'Here')
    await sees('#turn', 'Playing')
    await page.click('#turn')
    await sees('#turn', 'Silent')
  },
)

test.for(bothClients)('%s client: a sticky view plays on when the view beside it crashes', async (client) => {
  const opened = await gallery.open('/sticky', client)
  await play(opened)
  await opened.page.click('#crash')
  await opened.page.locator('[data-phx-main].phx-loading, [data-phx-main].phx-error').first().waitFor()
  await connected(opened.page)
  await opened.sees('#turn', 'Playing')
  await ticksOn(opened)
})

for (const [way, go] of [
  ['', async () => {}],
  [
    ' to a page that one has gone to',
    async ({ page, sees }: OpenPage) => {
      await page.click('#elsewhere')
      await sees('h1', 'Elsewhere')
    },
  ],
] as const) {
  test.for(bothClients)(`%s client: a sticky view comes back with the connection${way}`, async (client) => {
    const opened = await gallery.openThroughNetwork('/sticky', client)
    await mark(opened)
    await go(opened)
    await play(opened)
    opened.network.cut()
    if (client === 'official') {
      await opened.sees('#turn', 'Silent')
      await connected(opened.page)
      await play(opened)
    }
    expect(await isMarked(opened)).toBe(true)
  })
}

test.for(bothClients)('%s client: a sticky view ends where it is not shown', async (client) => {
  const opened = await gallery.open('/sticky', client)
  await play(opened)
  await opened.page.click('#away')
  await opened.sees('h1', 'Arrived by link')
  expect(await opened.page.locator('#player').count()).toBe(0)
})

// https://github.com/phoenixframework/phoenix_live_view/issues/4359
test.for(bothClients)('%s client: a view may lead elsewhere while the one in it joins', async (client) => {
  const { page, sees } = await gallery.visit('/leads-on', client)
  await sees('h1', 'Arrived')
  await page.locator('#inner.phx-connected').waitFor()
  await page.click('#count')
  await sees('#count', '1')
})
