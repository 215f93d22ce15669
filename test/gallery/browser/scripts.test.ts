import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
import '../client/window.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const told = ({ page }: OpenPage) => page.locator('#told li').allInnerTexts()

test.for(bothClients)(
  '%s client: a script changes classes and attributes, and patches keep that',
  async (client) => {
    const { page, sees } = await gallery.open('/scripts', client)
    await page.evaluate(() => {
      const [js, box] = [window.live.js(), document.getElementById('box') as HTMLElement]
      js.addClass(box, 'a b')
      js.removeClass(box, 'b')
      js.toggleClass(box, ['c', 'd'])
      js.setAttribute(box, 'title', 'set')
      js.toggleAttribute(box, 'aria-busy', 'true', 'false')
      js.ignoreAttributes(box, ['lang'])
      box.lang = 'eo'
    })
    const box = () =>
      page.$eval('#box', (el) => [
        [...el.classList].sort().join(' '),
        ...['title', 'aria-busy', 'lang'].map((name) => el.getAttribute(name)),
      ])
    await expect.poll(box).toEqual(['a c d', 'set', 'true', 'eo'])
    await page.click('#early')
    await sees('#count', '1')
    expect(await box()).toEqual(['a c d', 'set', 'true', 'eo'])
    await page.evaluate(() => {
      const [js, box] = [window.live.js(), document.getElementById('box') as HTMLElement]
      js.removeAttribute(box, 'title')
      js.toggleAttribute(box, 'aria-busy', 'true', 'false')
    })
    await expect.poll(box).toEqual(['a c d', null, 'false', 'eo'])
  },
)

test.for(bothClients)('%s client: a script hides, shows and toggles, with transitions', async (client) => {
  const { page } = await gallery.open('/scripts', client)
  const isShown = () => page.isVisible('#box')
  await page.evaluate(() => window.live.js().hide(document.getElementById('box') as HTMLElement))
  await expect.poll(isShown).toBe(false)
  await page.evaluate(() =>
    window.live.js().show(document.getElementById('box') as HTMLElement, { display: 'flex' }),
  )
  await expect.poll(() => page.$eval('#box', (el) => getComputedStyle(el).display)).toBe('flex')
  await page.evaluate(() =>
    window.live.js().toggle(document.getElementById('box') as HTMLElement, { out: 'pulsing', time: 50 }),
  )
  await expect.poll(isShown).toBe(false)
  await page.evaluate(() => {
    const box = document.getElementById('box') as HTMLElement
    window.live.js().toggle(box, { in: 'pulsing', time: 50 })
    window.live.js().transition(box, 'sliding', { time: 50 })
  })
  await expect.poll(isShown).toBe(true)
  await expect.poll(() => page.getAttribute('#box', 'class')).toBe('')
})

test.for(bothClients)(
  '%s client: a script pushes an event, and a hook does through its commands',
  async (client) => {
    const { page, sees } = await gallery.open('/scripts', client)
    await page.evaluate(() =>
      window.live.js().push(document.getElementById('box') as HTMLElement, 'count', { value: { by: 2 } }),
    )
    await sees('#count', '2')
    await page.evaluate(() => window.director.js().push(window.director.el, 'count', { value: { by: 3 } }))
    await sees('#count', '5')
  },
)

test.for(bothClients)(
  '%s client: a hook runs a binding on its element, and so does a script',
  async (client) => {
    const { page } = await gallery.open('/scripts', client)
    await page.evaluate(() => {
      window.director.js().exec('[["add_class",{"names":["one"]}]]')
      window.live.execJS(window.director.el, '[["add_class",{"names":["two"]}]]')
    })
    await expect.poll(() => page.getAttribute('#box', 'class')).toBe('one two')
  },
)

test.for(bothClients)('%s client: commands that the server pushes are run by a hook', async (client) => {
  const { page } = await gallery.open('/scripts', client)
  await page.click('#direct')
  await expect.poll(() => page.getAttribute('#box', 'title')).toBe('told')
  await expect.poll(() => page.getAttribute('#box', 'class')).toBe('told')
})

test.for(bothClients)('%s client: a script goes to another page, and to another URL', async (client) => {
  const { page, sees } = await gallery.open('/patch', client)
  await page.evaluate(() => window.live.js().patch('/patch?page=9', { replace: true }))
  await sees('h1', 'Page 9')
  await page.evaluate(() => window.live.js().navigate('/navigate/script'))
  await sees('h1', 'Arrived by script')
})

test.for(bothClients)(
  '%s client: a pushed event is heard before its patch if it is asked to, or else after it',
  async (client) => {
    const opened = await gallery.open('/scripts', client)
    await opened.page.click('#early')
    await expect.poll(() => told(opened)).toEqual(['before: 0', 'after: 1'])
  },
)

test.for(bothClients)('%s client: a hook hears no more of an event that it has left', async (client) => {
  const opened = await gallery.open('/scripts', client)
  await opened.page.evaluate(() => {
    const { director } = window
    const heard = director.handleEvent('seen', () => document.getElementById('told')?.append('x'))
    director.removeHandleEvent(heard)
  })
  await opened.page.click('#early')
  await expect.poll(() => told(opened)).toEqual(['before: 0', 'after: 1'])
  expect(await opened.page.innerText('#told')).not.toContain('x')
})
