import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Diff } from '../../src/live/wire/tree.ts'
import { joined, livePages } from './support/live-page.ts'

const open = livePages()
const calls = (page: Page) => page.evaluate(() => window.calls)

const hooked: Diff = {
  s: ['', ''],
  0: { s: ['<p id="h" phx-hook="Recorder" title="', '">text</p>'], 0: 'a' },
}

test('a hook lives with its element', async () => {
  const { page, server } = await open(structuredClone(hooked))
  await joined(page)
  expect(await calls(page)).toEqual(['mounted h'])
  server.push('diff', { 0: { 0: 'b' } })
  await expect.poll(() => calls(page)).toEqual(['mounted h', 'beforeUpdate h', 'updated h'])
  server.push('diff', { 0: '' })
  await expect.poll(() => calls(page)).toHaveLength(5)
  expect((await calls(page)).slice(3)).toEqual(['destroyed h', 'aborted h'])
})

test('a hook hears nothing of patches that leave its element as it is', async () => {
  const { page, server } = await open({ s: ['<p id="h" phx-hook="Recorder"></p><i>', '</i>'], 0: 'a' })
  await joined(page)
  server.push('diff', { 0: 'b' })
  await expect.poll(() => page.textContent('i')).toBe('b')
  expect(await calls(page)).toEqual(['mounted h'])
})

test('a hook on an ignored element hears of its data attributes, and of nothing else', async () => {
  const { page, server } = await open({
    s: ['<p id="h" phx-hook="Recorder" phx-update="ignore" data-n="', '">', '</p><i>', '</i>'],
    0: '1',
    1: 'inside',
    2: 'a',
  })
  await joined(page)
  server.push('diff', { 1: 'other', 2: 'b' })
  await expect.poll(() => page.textContent('i')).toBe('b')
  expect(await calls(page)).toEqual(['mounted h'])
  server.push('diff', { 0: '2' })
  await expect.poll(() => calls(page)).toEqual(['mounted h', 'beforeUpdate h', 'updated h'])
  expect(await page.textContent('#h')).toBe('inside')
})

test('a style that a script has set stays over patches, within a strict policy', async () => {
  const { page, server, assertClean } = await open(structuredClone(hooked))
  await joined(page)
  await page.$eval('#h', (el) => {
    el.style.height = '77px'
  })
  server.push('diff', { 0: { 0: 'b' } })
  await expect.poll(() => page.getAttribute('#h', 'title')).toBe('b')
  expect(await page.$eval('#h', (el) => el.style.height)).toBe('77px')
  assertClean()
})

test('a hook is told of a lost connection and of its return', async () => {
  const { page, server } = await open(structuredClone(hooked))
  await joined(page)
  server.drop()
  await expect.poll(() => calls(page)).toEqual(['mounted h', 'disconnected h', 'reconnected h'])
})

test('a pushed event gives its reply when the page shows its diff', async () => {
  const { page, server } = await open(structuredClone(hooked))
  await joined(page)
  const reply = page.evaluate(async () => [
    await window.recorder.pushEvent('ask', [1, null]),
    document.querySelector('#h')?.getAttribute('title'),
  ])
  const ask = await server.next('event')
  expect(ask.payload).toEqual({ type: 'hook', event: 'ask', value: [1, null] })
  ask.reply({ diff: { 0: { 0: 'b' }, r: { answer: 42 } } })
  expect(await reply).toEqual([{ answer: 42 }, 'b'])
})

test('an event pushed to a target gives the replies of all that it stands for', async () => {
  const { page, server } = await open(structuredClone(hooked))
  await joined(page)
  const replies = page.evaluate(() => window.recorder.pushEventTo('#h', 'ask', {}))
  const ask = await server.next('event')
  ask.reply({ diff: { r: { answer: 42 } } })
  expect(await replies).toEqual([{ status: 'fulfilled', value: { reply: { answer: 42 } } }])
})

test('an event without a reply gives null', async () => {
  const { page, server } = await open(structuredClone(hooked))
  await joined(page)
  const reply = page.evaluate(() => window.recorder.pushEvent('ask', {}))
  const ask = await server.next('event')
  ask.reply({})
  expect(await reply).toBe(null)
})

test('a pushed event that a lost connection or the server refuses rejects', async () => {
  const { page, server } = await open(structuredClone(hooked))
  await joined(page)
  const ask = () =>
    page.evaluate(() => window.recorder.pushEvent('ask', {}).catch((error: Error) => error.message))
  const refused = ask()
  const event = await server.next('event')
  event.reply({ error: { code: 'unknown_event' } })
  expect(await refused).toBe('The server refused the event: unknown_event.')
  const lost = ask()
  await server.next('event')
  server.drop()
  expect(await lost).toContain('not connected')
})

test('what was not answered is not sent again to a server that takes no view up again', async () => {
  const { page, server } = await open(structuredClone(hooked))
  await server.next('phx_join')
  await joined(page)
  const ask = (n: number) =>
    page.evaluate((n) => void window.recorder.pushEvent('ask', { n }).catch(() => {}), n)
  await ask(1)
  await server.next('event')
  server.drop()
  await server.next('phx_join')
  await page.waitForSelector('#phx-main.phx-connected')
  await ask(2)
  expect((await server.next('event')).payload).toMatchObject({ value: { n: 2 } })
})

test('an event of the server reaches the window and the hooks that handle it', async () => {
  const { page, server } = await open(structuredClone(hooked))
  await joined(page)
  await page.evaluate(() => {
    window.addEventListener('phx:note', () => window.calls.push('window'))
  })
  server.push('diff', { e: [['note', { n: 1 }]] })
  await expect.poll(() => calls(page)).toEqual(['mounted h', 'note {"n":1}', 'window'])
})

test('an unknown hook says what to do and harms nothing else', async () => {
  const { page, server, problems } = await open({
    s: ['<p id="m" phx-hook="Missing"></p><p id="h" phx-hook="Recorder">', '</p>'],
    0: 'a',
  })
  await joined(page)
  expect(await calls(page)).toEqual(['mounted h'])
  await expect.poll(() => problems.join()).toContain('Pass the hook "Missing" to connectLive')
  server.push('diff', { 0: 'b' })
  await expect.poll(() => calls(page)).toContain('updated h')
  expect(problems).toHaveLength(1)
})

test('a hook that fails harms nothing else', async () => {
  const { page, server, problems } = await open({
    s: ['<p id="h" phx-hook="Failing">', '</p><p id="i" phx-hook="Recorder">', '</p>'],
    0: 'a',
    1: 'a',
  })
  await joined(page)
  server.push('diff', { 0: 'b', 1: 'b' })
  await expect.poll(() => calls(page)).toEqual(['mounted i', 'beforeUpdate i', 'updated i'])
  await expect.poll(() => problems.join()).toContain('planted')
})

test('another name for the hook of an element ends the one and mounts the other', async () => {
  const { page, server } = await open({ s: ['<p id="h" phx-hook="', '">h</p>'], 0: 'Recorder' })
  await joined(page)
  server.push('diff', { 0: 'Other' })
  await expect
    .poll(() => calls(page))
    .toEqual(['mounted h', 'beforeUpdate h', 'destroyed h', 'aborted h', 'mounted h'])
})

test('a class is a hook for one element each', async () => {
  const { page } = await open({ s: ['<p id="a" phx-hook="Named">a</p><p id="b" phx-hook="Named">b</p>'] })
  await joined(page)
  expect(await calls(page)).toEqual(['named a', 'named b'])
})

test('hooks and commands work outside of the view', async () => {
  const { page, server } = await open(structuredClone(hooked), '/', (page) =>
    page.addInitScript(() =>
      addEventListener('DOMContentLoaded', () =>
        document.body.insertAdjacentHTML(
          'beforeend',
          '<p id="out" phx-hook="Recorder"></p><button phx-click="outside">b</button>',
        ),
      ),
    ),
  )
  await joined(page)
  expect((await calls(page)).toSorted()).toEqual(['mounted h', 'mounted out'])
  await page.click('button')
  expect((await server.next('event')).payload).toMatchObject({ type: 'click', event: 'outside' })
  // https://github.com/phoenixframework/phoenix_live_view/issues/4147
  server.drop()
  await expect.poll(() => calls(page)).toContain('reconnected h')
  expect((await calls(page)).filter((call) => call === 'mounted out')).toHaveLength(1)
})
