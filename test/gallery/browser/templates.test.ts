import { expect, test } from 'vitest'
import { connected } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

test.for(bothClients)('%s client: a part comes and goes, and so does the part inside it', async (client) => {
  const { page, sees } = await gallery.open('/conditions', client)
  await page.click('#open')
  await sees('#details', 'Size 1.')
  await page.click('#grow')
  await sees('#details', 'Size 2, grown.')
  await page.click('#open')
  await sees('#open', 'Open')
  expect(await page.locator('#details').count()).toBe(0)
})

test.for(bothClients)('%s client: one place shows one template, then another, then none', async (client) => {
  const { page, sees } = await gallery.open('/conditions', client)
  await sees('#shape', 'A circle of radius 1')
  await page.click('#next')
  await page.click('#grow')
  await sees('#shape', 'A square of 2 by 2')
  await page.click('#next')
  await sees('#shape', '')
  await page.click('#next')
  await sees('#shape .circle', 'A circle of radius 2')
})

test.for(bothClients)(
  '%s client: a memo shows what it was made of until that is another value',
  async (client) => {
    const { page, sees } = await gallery.open('/memo', client)
    await page.click('#add')
    await sees('#count', '1')
    await sees('#report', 'First report, made at 0')
    await page.click('#replace')
    await sees('#report', 'Next report, made at 1')
  },
)

test.for(bothClients)('%s client: attributes come, change and go', async (client) => {
  const { page, sees } = await gallery.open('/attributes', client)
  const read = (selector: string, ...names: string[]) =>
    page.locator(selector).evaluate((el, names) => names.map((name) => el.getAttribute(name)), names)
  await page.click('#lock')
  await sees('#lock', 'Unlock')
  expect(await read('#field', 'disabled', 'placeholder', 'data-mark')).toEqual(['', 'locked', '0'])
  expect(await read('#link', 'title')).toEqual(['Locked & "safe"'])
  await page.click('#mark')
  await expect.poll(() => read('#card', 'class')).toEqual(['card locked mark-1'])
  await page.click('#lock')
  await sees('#lock', 'Lock')
  expect(await read('#field', 'disabled', 'placeholder', 'data-mark')).toEqual([null, null, '1'])
  expect(await read('#link', 'title', 'href')).toEqual([null, '/attributes?mark=1'])
})

test.for(bothClients)('%s client: what is hidden by an attribute is not seen', async (client) => {
  const { page } = await gallery.open('/attributes', client)
  for (let i = 0; i < 3; i++) await page.click('#mark')
  await expect.poll(() => page.locator('#card').isVisible()).toBe(false)
})

test.for(bothClients)('%s client: the title of the document follows', async (client) => {
  const { page } = await gallery.open('/title', client)
  expect(await page.title()).toBe('Untitled – Gallery')
  await page.fill('#name', ' ')
  await page.press('#name', 'Enter')
  await expect.poll(() => page.title()).toBe('Every feature – Gallery')
  await page.fill('#name', 'Plans & <more>')
  await page.press('#name', 'Enter')
  await expect.poll(() => page.title()).toBe('Plans & <more> – Gallery')
})

test.for(bothClients)('%s client: what stands in slots follows, and a slot may be empty', async (client) => {
  const { page, sees } = await gallery.open('/slots', client)
  await page.click('#count')
  await sees('#card h2', 'Inbox (1)')
  expect(await page.locator('#card footer').count()).toBe(0)
  await page.click('#sign')
  await sees('#card footer', 'Signed')
})

test.for(bothClients)('%s client: a column shows each row in its slot', async (client) => {
  const { page } = await gallery.open('/slots', client)
  const cells = () => page.locator('#table td').allInnerTexts()
  expect(await page.locator('#table th').allInnerTexts()).toEqual(['Name', 'Role'])
  expect(await cells()).toEqual(['Ana', 'admin', 'Ben', ''])
  await page.click('#swap')
  await expect.poll(cells).toEqual(['Ana', '', 'Ben', 'admin'])
})

test.for(bothClients)('%s client: a tag takes another name, between links that patch', async (client) => {
  const { page } = await gallery.open('/tags', client)
  expect(await page.innerText('#levels')).toBe('Level 1 or Level 2 or Level 3')
  for (const level of [2, 4, 1]) {
    await page.click(`#level-${level}`)
    await page.locator(`h${level}#heading.level-${level}`).waitFor()
    expect(await page.locator('#heading').count()).toBe(1)
  }
})

test.for(bothClients)('%s client: a link navigates, and another one loads its page', async (client) => {
  const { page, sees } = await gallery.open('/tags', client)
  await page.click('#away')
  await sees('h1', 'Arrived by link')
  await page.goBack()
  await page.click('#dead')
  await sees('h1', 'A page without a view')
})

test.for(bothClients)(
  '%s client: what stands in a portal is elsewhere, and belongs to its view',
  async (client) => {
    const { page, sees } = await gallery.open('/portal', client)
    const tip = page.locator('body > .tip')
    await tip.locator('button').click()
    await sees('#count', '1')
    await sees('#in-portal', 'Counted 1')
    expect(await page.locator('main .tip').count()).toBe(0)
    await page.click('#toggle')
    await expect.poll(() => tip.count()).toBe(0)
    await page.click('#toggle')
    await sees('#in-portal', 'Counted 1')
  },
)

test.for(bothClients)('%s client: the focus stays within a dialog, both ways round', async (client) => {
  const { page } = await gallery.open('/focus-wrap', client)
  const focused = () => page.evaluate(() => document.activeElement?.id)
  await page.click('#open')
  await expect.poll(focused).toBe('text')
  for (const [key, id] of [
    ['Tab', 'close'],
    ['Tab', 'text'],
    ['Shift+Tab', 'close'],
  ] as const) {
    await page.keyboard.press(key)
    await expect.poll(focused).toBe(id)
  }
  // https://github.com/phoenixframework/phoenix_live_view/issues/3636
  await page.focus('#open')
  await page.keyboard.press('Tab')
  await expect.poll(focused).toBe('text')
  await page.click('#close')
  await expect.poll(() => page.locator('#dialog').count()).toBe(0)
})

test.for(bothClients)('%s client: the files of a page are those of today, or of before', async (client) => {
  const { page, sees } = await gallery.open('/build', client)
  await sees('#build', 'Up to date.')
  await page.goto(`${gallery.url}/build/old`)
  await connected(page)
  await sees('#build', 'There is a new version. Load the page anew.')
})

test.for(bothClients)(
  '%s client: what shows a temporary value stays when the server has let it go',
  async (client) => {
    const { page, sees } = await gallery.open('/temporary', client)
    await page.click('#add')
    await sees('#held', 'let go')
    expect(await page.locator('#report li').count()).toBe(100)
    await page.click('#next')
    await sees('#report li:first-child', 'Line 101')
  },
)
