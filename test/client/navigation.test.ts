import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Diff } from '../../src/live/wire/tree.ts'
import { fixed, joined, livePages } from './support/live-page.ts'

const open = livePages()

const link = (type: string, to: string, state = 'push') =>
  `<a href="${to}" data-phx-link="${type}" data-phx-link-state="${state}">${type} ${to}</a>`

const site = (path: string): Diff => ({
  s: [
    `<h1>${path.split('?')[0]} `,
    `</h1>${link('redirect', '/b')}${link('patch', '?p=1')}${link('patch', '?p=2', 'replace')}<p id="deep">deep</p><input name="q">`,
  ],
  0: path,
})

/** Opens a page whose view has joined; the frame of that is taken. */
async function openJoined(
  rendered: (path: string) => Diff = site,
  prepare?: (page: Page) => Promise<unknown>,
) {
  const opened = await open(rendered, '/a', prepare)
  await joined(opened.page)
  await opened.server.next('phx_join')
  return opened
}

/** The same in an app that shows the next view when the test says so. */
const openWithTransition = () =>
  openJoined(site, (page) =>
    page.addInitScript(() => {
      window.options = { viewTransition: (show) => (window.showNext = show) }
    }),
  )

const heading = (page: Page) => page.textContent('h1')
const path = (page: Page) => page.evaluate(() => location.pathname + location.search)

test('a redirect link leaves the view and joins the next on the same socket', async () => {
  const { page, server, assertClean } = await openJoined()
  server.onJoin = () => undefined
  await page.fill('input', 'typed')
  await page.click('text=redirect /b')
  await server.next('phx_leave')
  const join = await server.next('phx_join')
  expect(join.topic).toBe('lv:phx-main')
  expect(join.payload).toMatchObject({
    redirect: `${server.url}/b`,
    session: 'SESSION',
    params: { _live_referer: `${server.url}/a`, _mounts: 0 },
  })
  expect(join.payload.url).toBe(undefined)
  expect(await heading(page)).toBe('/a /a')
  join.reply({ rendered: site('/b'), container: ['main', { class: 'wide', 'data-x': '1' }] })
  await expect.poll(() => heading(page)).toBe('/b /b')
  expect(await path(page)).toBe('/b')
  expect(await page.inputValue('input')).toBe('')
  expect(await page.getAttribute('main#phx-main', 'class')).toBe('wide phx-connected')
  expect(server.connections()).toBe(1)
  assertClean()
})

test('a view joined by navigation joins again with its own URL', async () => {
  const { page, server } = await openJoined()
  await page.click('text=redirect /b')
  await server.next('phx_join')
  await expect.poll(() => path(page)).toBe('/b')
  server.drop()
  expect((await server.next('phx_join')).payload.redirect).toBe(`${server.url}/b`)
})

test('a link with a binding runs it and is followed', async () => {
  const { page, server } = await openJoined((path) =>
    fixed(
      `<h1>${path}</h1><a href="/b" data-phx-link="redirect" data-phx-link-state="push" phx-click="noted">b</a>`,
    ),
  )
  await page.click('a')
  expect((await server.next('event')).payload).toMatchObject({ type: 'click', event: 'noted' })
  await expect.poll(() => heading(page)).toBe('/b')
})

test('a patch link sends the new URL and keeps the page', async () => {
  const { page, server } = await openJoined()
  await page.click('text=patch ?p=1')
  const patch = await server.next('live_patch')
  expect(patch.payload).toEqual({ url: `${server.url}/a?p=1` })
  expect(await path(page)).toBe('/a')
  patch.reply({ diff: { 0: 'patched' } })
  await expect.poll(() => heading(page)).toBe('/a patched')
  await expect.poll(() => path(page)).toBe('/a?p=1')
})

test('a view that patches on while it takes the URL of a link stands at its own URL', async () => {
  const { page, server } = await openJoined()
  const entries = await page.evaluate(() => history.length)
  await page.click('text=patch ?p=1')
  const patch = await server.next('live_patch')
  server.push('live_patch', { to: '/a?p=3', kind: 'push' })
  patch.reply({ diff: { 0: 'led on' } })
  await expect.poll(() => heading(page)).toBe('/a led on')
  expect(await path(page)).toBe('/a?p=3')
  expect(await page.evaluate(() => history.length)).toBe(entries + 1)
})

test('a view that patches on while it is joined by navigation stands at its own URL', async () => {
  const { page, server } = await openJoined()
  server.onJoin = () => ({ rendered: site('/b'), live_patch: { to: '/b?p=3', kind: 'push' } })
  await page.click('text=redirect /b')
  await expect.poll(() => heading(page)).toBe('/b /b')
  expect(await path(page)).toBe('/b?p=3')
})

test('back and forward patch, and a replaced entry is not gone back to', async () => {
  const { page, server } = await openJoined()
  const patched = async (url: string) => {
    const patch = await server.next('live_patch')
    expect(patch.payload.url).toBe(server.url + url)
    patch.reply({ diff: { 0: url } })
    await expect.poll(() => heading(page)).toBe(`/a ${url}`)
    await expect.poll(() => path(page)).toBe(url)
  }
  await page.click('text=patch ?p=1')
  await patched('/a?p=1')
  await page.click('text=patch ?p=2')
  await patched('/a?p=2')
  await page.evaluate(() => history.back())
  await patched('/a')
  await page.evaluate(() => history.forward())
  await patched('/a?p=2')
})

test('back over a redirect joins the view before it, where it was scrolled to', async () => {
  const tall = (path: string): Diff => ({
    s: [`<h1>${path}</h1>${Array(60).fill('<br>').join('')}${link('redirect', '/b')}`],
  })
  const { page, server } = await openJoined(tall)
  await page.locator('a').scrollIntoViewIfNeeded()
  const scrolled = await page.evaluate(() => scrollY)
  expect(scrolled).toBeGreaterThan(0)
  await page.click('text=redirect /b')
  expect((await server.next('phx_join')).payload.redirect).toBe(`${server.url}/b`)
  await expect.poll(() => heading(page)).toBe('/b')
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0)
  await page.evaluate(() => history.back())
  expect((await server.next('phx_join')).payload.redirect).toBe(`${server.url}/a`)
  await expect.poll(() => heading(page)).toBe('/a')
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(scrolled)
})

test('a patch that the view cannot take becomes a navigation', async () => {
  const { page, server } = await openJoined()
  await page.click('text=patch ?p=1')
  const patch = await server.next('live_patch')
  patch.reply({ link_redirect: true })
  expect((await server.next('phx_join')).payload.redirect).toBe(`${server.url}/a?p=1`)
  await expect.poll(() => path(page)).toBe('/a?p=1')
})

test('the server patches, and navigates with a flash message', async () => {
  const { page, server } = await openJoined()
  server.push('live_patch', { to: '/a?p=3', kind: 'push' })
  await expect.poll(() => path(page)).toBe('/a?p=3')
  server.push('live_redirect', { to: '/b', kind: 'replace', flash: 'TOKEN' })
  expect((await server.next('phx_join')).payload).toMatchObject({
    redirect: `${server.url}/b`,
    flash: 'TOKEN',
  })
  await expect.poll(() => path(page)).toBe('/b')
})

test('a reply can navigate', async () => {
  const { page, server } = await openJoined((path) =>
    fixed(`<h1>${path}</h1><button phx-click="go">Go</button>`),
  )
  await page.click('button')
  const click = await server.next('event')
  click.reply({ live_redirect: { to: '/b', kind: 'push' } })
  await expect.poll(() => heading(page)).toBe('/b')
})

test('a page that is loaded since its view may not be joined is left the flash message', async () => {
  const { page, server } = await openJoined()
  server.onJoin = ({ payload, reply }) => {
    if (payload.url) return { rendered: site('/b') }
    reply({ reason: 'unauthorized' }, 'error')
    return undefined
  }
  server.push('live_redirect', { to: '/b', kind: 'push', flash: 'TOKEN' })
  await expect.poll(() => heading(page)).toBe('/b /b')
  expect(await page.evaluate(() => document.cookie)).toContain('__phoenix_flash__=TOKEN')
})

test('a redirect loads the page with its flash message', async () => {
  const { page, server } = await openJoined()
  server.push('redirect', { to: '/b', flash: 'TOKEN' })
  await page.waitForURL('**/b')
  expect(await page.evaluate(() => document.cookie)).toContain('__phoenix_flash__=TOKEN')
})

test('a link is followed by loading its page while the connection is lost', async () => {
  const { page, server } = await openJoined()
  server.isRefusing = true
  server.drop()
  await page.waitForSelector('.phx-client-error')
  await page.click('text=redirect /b')
  await page.waitForURL('**/b')
})

test('progress of a navigation is announced', async () => {
  const { page } = await openJoined()
  const kinds = page.evaluate(
    () =>
      new Promise((resolve) => {
        const heard: string[] = []
        const note = (event: Event) =>
          heard.push(`${event.type.slice(17)} ${(event as CustomEvent).detail.kind}`)
        window.addEventListener('phx:page-loading-start', note)
        window.addEventListener('phx:page-loading-stop', (event) => {
          note(event)
          resolve(heard)
        })
      }),
  )
  await page.click('text=redirect /b')
  expect(await kinds).toEqual(['start redirect', 'stop redirect'])
})

test('navigation ends the hooks of the page before and mounts those of the next', async () => {
  const { page } = await openJoined((path) =>
    fixed(`<p id="h-${path.slice(1)}" phx-hook="Recorder"></p>${link('redirect', '/b')}`),
  )
  await page.click('a')
  await expect
    .poll(() => page.evaluate(() => window.calls))
    .toEqual(['mounted h-a', 'destroyed h-a', 'aborted h-a', 'mounted h-b'])
})

test('the app may show the next view in its own time, and what comes for it waits', async () => {
  const { page, server } = await openWithTransition()
  await page.click('text=redirect /b')
  await server.next('phx_join')
  await page.waitForFunction(() => window.showNext)
  server.push('diff', { 0: 'and more' })
  expect(await heading(page)).toBe('/a /a')
  expect(await path(page)).toBe('/a')
  await page.evaluate(() => window.showNext?.())
  await expect.poll(() => heading(page)).toBe('/b and more')
  expect(await path(page)).toBe('/b')
})

test('a view that is lost before it was shown is shown when it has joined again', async () => {
  const { page, server } = await openWithTransition()
  await page.click('text=redirect /b')
  await page.waitForFunction(() => window.showNext)
  server.drop()
  await page.waitForSelector('.phx-client-error')
  const isShownAnew = async () => {
    await page.evaluate(() => window.showNext?.())
    return heading(page)
  }
  await expect.poll(isShownAnew).toBe('/b /b')
  await expect.poll(() => path(page)).toBe('/b')
})

test('a view is shown in a transition of the browser', async () => {
  const { page } = await openJoined(site, (page) =>
    page.addInitScript(() => {
      window.options = { viewTransition: (show) => document.startViewTransition(show) }
    }),
  )
  await page.click('text=redirect /b')
  await expect.poll(() => heading(page)).toBe('/b /b')
  await expect.poll(() => path(page)).toBe('/b')
})
