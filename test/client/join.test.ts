import { expect, test } from 'vitest'
import { fixed, joined, livePages } from './support/live-page.ts'

const open = livePages()

test('a page joins its view with its URL, its tokens and the connect params', async () => {
  const { page, server, assertClean } = await open(fixed('<p>hello</p>'), '/rooms?x=1')
  const { topic, payload } = await server.next('phx_join')
  await joined(page)
  expect(topic).toBe('lv:phx-main')
  expect(payload).toEqual({
    url: `${server.url}/rooms?x=1`,
    params: { _csrf_token: 'CSRF', zone: 'Europe/Berlin', _track_static: [], _mounts: 0, _mount_attempts: 0 },
    session: 'SESSION',
    static: 'STATIC',
    sticky: false,
    resume: { id: expect.any(Number), seen: 0 },
  })
  assertClean()
})

test('the state of the connection shows on the container and on the document', async () => {
  const { page, server } = await open(fixed('<p>hello</p>'))
  await joined(page)
  const state = () =>
    page.evaluate(() => [
      document.querySelector('#phx-main')?.className,
      document.documentElement.dataset.liveState,
    ])
  expect(await state()).toEqual(['phx-connected', 'connected'])
  server.isRefusing = true
  server.drop()
  await expect.poll(state).toEqual(['phx-loading phx-error phx-client-error', 'reconnecting'])
  server.isRefusing = false
  await expect.poll(state).toEqual(['phx-connected', 'connected'])
})

test('a diff changes only what it speaks of', async () => {
  const { page, server } = await open({ s: ['<p id="a">', '</p><p id="b">', '</p>'], 0: 'one', 1: 'two' })
  await joined(page)
  await page.evaluate(() => Object.assign(document.querySelector('#a') as object, { isOld: true }))
  server.push('diff', { 1: 'three' })
  await expect.poll(() => page.textContent('#phx-main')).toBe('onethree')
  expect(await page.evaluate(() => 'isOld' in (document.querySelector('#a') as object))).toBe(true)
})

test('a title stands between its prefix and its suffix', async () => {
  const { page, server } = await open(fixed('<p>hello</p>'))
  await joined(page)
  server.push('diff', { t: 'Lobby' })
  await expect.poll(() => page.title()).toBe('Oriel: Lobby')
})

test('a blank title is replaced by the default, and changes nothing where there is none', async () => {
  const { page, server } = await open({ s: ['<p>', '</p>'], 0: 'one' })
  await joined(page)
  server.push('diff', { t: ' ', 0: 'two' })
  await expect.poll(() => page.textContent('p')).toBe('two')
  expect(await page.title()).toBe('Oriel: start')
  await page.evaluate(() =>
    Object.assign(document.querySelector('title')!.dataset, { default: 'Welcome', suffix: '!' }),
  )
  server.push('diff', { t: '' })
  await expect.poll(() => page.title()).toBe('Oriel: Welcome!')
})

test('frames of an earlier join are dropped', async () => {
  const { page, server } = await open({ s: ['<p>', '</p>'], 0: 'one' })
  const first = await server.next('phx_join')
  await joined(page)
  server.push('phx_error', {})
  const second = await server.next('phx_join')
  expect(second.payload.params).toMatchObject({ _mounts: 1, _mount_attempts: 0 })
  await joined(page)
  first.reply({ rendered: fixed('<p>late</p>') })
  server.push('diff', { 0: 'two' })
  await expect.poll(() => page.textContent('#phx-main')).toBe('two')
})

test('a view that crashes is joined again on the same socket', async () => {
  const { page, server } = await open(fixed('<p>hello</p>'))
  await server.next('phx_join')
  await joined(page)
  server.push('phx_error', {})
  await page.waitForSelector('.phx-server-error')
  await server.next('phx_join')
  await page.waitForSelector('.phx-connected')
  expect(server.connections()).toBe(1)
})

test('a diff that cannot be merged makes the view join again', async () => {
  const { page, server, problems } = await open({ s: ['<p>', '</p>'], 0: 'one' })
  await server.next('phx_join')
  await joined(page)
  server.push('diff', { 0: { s: 7, 0: 'x' } })
  await server.next('phx_join')
  await page.waitForSelector('.phx-connected')
  expect(await page.textContent('p')).toBe('one')
  expect(problems.join()).toContain('Template 7')
})

test('a lost connection is made again and the view joins once more', async () => {
  const { page, server } = await open(fixed('<p>hello</p>'))
  await server.next('phx_join')
  await joined(page)
  server.drop()
  const { payload } = await server.next('phx_join')
  expect(payload.params).toMatchObject({ _mounts: 1 })
  expect(server.connections()).toBe(2)
})

test('a stale page is loaded again', async () => {
  const { page, server } = await open(fixed('<p>hello</p>'))
  await joined(page)
  let isStale = true
  server.onJoin = ({ reply }) => {
    if (!isStale) return { rendered: fixed('<p>fresh</p>') }
    isStale = false
    reply({ reason: 'stale' }, 'error')
    return undefined
  }
  await page.evaluate(() => window.calls.push('before'))
  server.drop()
  await expect.poll(() => page.textContent('#phx-main')).toBe('fresh')
  expect(await page.evaluate(() => window.calls)).toEqual([])
})

test('a page whose view cannot be had is loaded again, with the reason in a cookie', async () => {
  const { page, server } = await open(fixed('<p>hello</p>'))
  await joined(page)
  let isMissing = true
  server.onJoin = ({ reply }) => {
    if (!isMissing) return { rendered: fixed('<p>not found</p>') }
    isMissing = false
    reply({ reason: 'reload', status: 404, token: 'TOKEN' }, 'error')
    return undefined
  }
  server.drop()
  await expect.poll(() => page.textContent('#phx-main')).toBe('not found')
  expect(await page.evaluate(() => document.cookie)).toBe('__phoenix_reload_status__=TOKEN')
})

test('a join tells of the files that are marked as tracked', async () => {
  const { page, server } = await open(fixed('<p>hello</p>'))
  await server.next('phx_join')
  await joined(page)
  await page.evaluate(() => {
    document.head.innerHTML +=
      '<link phx-track-static href="/old.css"><script phx-track-static src="/old.js">'
  })
  server.drop()
  const { payload } = await server.next('phx_join')
  expect(payload.params._track_static).toEqual([`${server.url}/old.css`, `${server.url}/old.js`])
})

test('a view that an ordinary route shows is joined, too', async () => {
  const { page, server } = await open(fixed('<p>hello</p>'), '/', (page) =>
    page.route(/\/$/, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: (await response.text()).replace(' data-phx-main', '') })
    }),
  )
  await joined(page)
  expect((await server.next('phx_join')).payload.url).toBe(`${server.url}/`)
})

test('a refused join can send the page elsewhere, with a flash message', async () => {
  const { page, server } = await open(fixed('<p>hello</p>'))
  await joined(page)
  server.onJoin = ({ payload, reply }) => {
    if (payload.url.endsWith('/login')) return { rendered: fixed('<p>log in</p>') }
    reply({ redirect: { to: '/login', flash: 'TOKEN' } }, 'error')
    return undefined
  }
  server.drop()
  await page.waitForURL('**/login')
  await expect.poll(() => page.textContent('#phx-main')).toBe('log in')
  expect(await page.evaluate(() => document.cookie)).toContain('__phoenix_flash__=TOKEN')
})

test('a page that goes away leaves its view', async () => {
  const { page, server } = await open(fixed('<p>hello</p>'))
  await joined(page)
  const left = server.next('phx_leave')
  await page.close({ runBeforeUnload: false })
  expect((await left).topic).toBe('lv:phx-main')
})
