import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

test.for(bothClients)('%s client: a hook is handed the reply to what it asked', async (client) => {
  const { page, sees } = await gallery.open('/pushes', client)
  await page.click('#asker')
  await sees('#answer', '{"square":144}')
})

test.for(bothClients)(
  '%s client: what the view pushes is heard by hooks and by the window',
  async (client) => {
    const { page, sees } = await gallery.open('/pushes', client)
    await page.click('#greet')
    await sees('#greetings', '1')
    const heard = (await page.innerText('#heard')).trim().split(/(?<=\}) /)
    expect(heard.sort()).toEqual(['hook: {"greetings":1}', 'window: {"greetings":1}'])
  },
)

const told = ({ page }: OpenPage) => page.locator('#told li').allInnerTexts()

test.for(bothClients)(
  '%s client: a hook is told when its element has changed, and of no other change',
  async (client) => {
    const opened = await gallery.open('/hooks', client)
    const { page, sees } = opened
    await page.click('#other')
    await sees('#other-value', '2')
    expect(await told(opened)).toEqual(['mounted'])
    await page.click('#change')
    await sees('#diary', 'Value 2')
    expect(await told(opened)).toEqual(['mounted', 'before update of 1', 'updated to 2'])
  },
)

test.for(bothClients)('%s client: a hook ends with its element, and another one begins', async (client) => {
  const opened = await gallery.open('/hooks', client)
  const { page, sees } = opened
  await page.click('#toggle')
  await sees('#toggle', 'Bring it back')
  expect(await page.locator('#diary').count()).toBe(0)
  await page.click('#toggle')
  await sees('#diary', 'Value 1')
  expect(await told(opened)).toEqual(['mounted', 'destroyed', 'mounted'])
})

test.for(bothClients)('%s client: a hook is told of a connection that is lost and found', async (client) => {
  const opened = await gallery.openThroughNetwork('/hooks', client)
  // Under our client a short cut is not seen.
  opened.network.refuse()
  opened.network.cut()
  await opened.page.locator('[data-phx-main].phx-error').waitFor()
  opened.network.accept()
  await expect.poll(() => told(opened)).toContain('reconnected')
  expect((await told(opened)).slice(0, 3)).toEqual(['mounted', 'disconnected', 'reconnected'])
})

test.for(bothClients)('%s client: a hook that stands beside its view is there by itself', async (client) => {
  const { page, sees } = await gallery.open('/colocated', client)
  await page.locator('#long').pressSequentially('seven')
  await sees('#counter', '5')
  await sees('#short', 'sev')
})

test.for(bothClients)(
  '%s client: what is ignored keeps its content and follows in its data alone',
  async (client) => {
    const { page, sees } = await gallery.open('/ignore', client)
    await page.locator('#ignored').evaluate((element) => {
      element.textContent = 'written by the browser'
    })
    await page.click('#count')
    await sees('#followed', '1')
    await sees('#ignored', 'written by the browser')
    expect(await page.getAttribute('#ignored', 'data-count')).toBe('1')
    expect(await page.getAttribute('#ignored', 'title')).toBe('0')
    for (const [isOn, count] of [
      [true, '2'],
      [false, '3'],
    ] as const) {
      await page.click('#lock')
      await page.click('#count')
      await sees('#followed', count)
      expect(await page.isDisabled('#field')).toBe(isOn)
    }
  },
)
