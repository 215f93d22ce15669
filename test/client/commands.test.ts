import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Command } from '../../src/live/wire/commands.ts'
import type { Diff } from '../../src/live/wire/tree.ts'
import { joined, livePages } from './support/live-page.ts'

const open = livePages()

const attribute = (commands: readonly Command[]) => JSON.stringify(commands).replaceAll('"', '&quot;')

/** A button that runs commands, the box that they act on, and a hole to patch the page with. */
const page = (...commands: Command[]): Diff => ({
  s: [
    `<button phx-click="${attribute(commands)}">Go</button><div id="box" class="a" title="t"><input id="in"></div><p>`,
    '</p>',
  ],
  0: 'old',
})

async function run(...commands: Command[]) {
  const opened = await open(page(...commands))
  await joined(opened.page)
  await opened.page.click('button')
  return opened
}

async function patch({ page, server }: Awaited<ReturnType<typeof run>>) {
  server.push('diff', { 0: 'new' })
  await expect.poll(() => page.textContent('p')).toBe('new')
}

const box = (page: Page) => page.$eval('#box', (el) => [el.className, el.getAttribute('title')])

test('classes and attributes that commands change outlive a patch', async () => {
  const opened = await run(
    ['add_class', { names: ['b'], to: '#box' }],
    ['toggle_class', { names: ['a'], to: '#box' }],
    ['set_attr', { attr: ['title', 'set'], to: '#box' }],
  )
  expect(await box(opened.page)).toEqual(['b', 'set'])
  await patch(opened)
  expect(await box(opened.page)).toEqual(['b', 'set'])
})

test('an attribute that a command removed stays away', async () => {
  const opened = await run(
    ['remove_attr', { attr: 'title', to: '#box' }],
    ['remove_class', { names: ['a'], to: '#box' }],
  )
  await patch(opened)
  expect(await box(opened.page)).toEqual(['', null])
})

test('an element is hidden and shown again over patches, within a strict policy', async () => {
  const opened = await run(['toggle', { to: '#box' }])
  const isVisible = () => opened.page.isVisible('#box')
  expect(await isVisible()).toBe(false)
  await patch(opened)
  expect(await isVisible()).toBe(false)
  await opened.page.click('button')
  expect(await isVisible()).toBe(true)
  opened.assertClean()
})

test('a transition plays its classes and takes them away', async () => {
  const opened = await run([
    'hide',
    { to: '#box', transition: [['fade'], ['from'], ['to']], time: 300, blocking: false },
  ])
  expect(await box(opened.page)).toEqual(['a fade to', 't'])
  await patch(opened)
  expect(await box(opened.page)).toEqual(['a fade to', 't'])
  await expect.poll(() => opened.page.isVisible('#box')).toBe(false)
  expect(await box(opened.page)).toEqual(['a', 't'])
})

test('a push carries its value and marks what it loads', async () => {
  const { page, server } = await run(['push', { event: 'go', value: { n: 1 }, loading: '#box' }])
  const push = await server.next('event')
  expect(push.payload).toEqual({ type: 'click', event: 'go', value: { n: 1, value: '' } })
  expect(await box(page)).toEqual(['a phx-click-loading', 't'])
  push.reply({})
  await expect.poll(() => box(page)).toEqual(['a', 't'])
})

test('focus goes to an element or to the first that can take it', async () => {
  const { page } = await run(['focus_first', { to: '#box' }])
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('in')
})

test('a dispatched event tells who sent it', async () => {
  const opened = await open(page(['dispatch', { event: 'ping', to: '#box', detail: { n: 1 } }]))
  await joined(opened.page)
  const heard = opened.page.evaluate(
    () =>
      new Promise((resolve) =>
        window.addEventListener('ping', (event) => {
          const { n, dispatcher } = (event as CustomEvent).detail
          resolve([n, dispatcher.tagName, (event.target as Element).id])
        }),
      ),
  )
  await opened.page.click('button')
  expect(await heard).toEqual([1, 'BUTTON', 'box'])
})

test('exec runs the commands of another attribute, on the nearest and on the inner', async () => {
  const stored = attribute([['add_class', { names: ['hit'], to: { inner: 'i' } }]])
  const { page } = await open({
    s: [
      `<section data-run="${stored}"><i></i><button phx-click="${attribute([['exec', { attr: 'data-run', to: { closest: 'section' } }]])}">Go</button></section>`,
    ],
  })
  await joined(page)
  await page.click('button')
  expect(await page.getAttribute('i', 'class')).toBe('hit')
})

test('phx-mounted runs once for each new element', async () => {
  const added = `<b phx-mounted="${attribute([['add_class', { names: ['new'] }]])}"></b>`
  const { page, server } = await open({ s: ['', '<p>', '</p>'], 0: '', 1: 'old' })
  await joined(page)
  server.push('diff', { 0: added })
  await page.waitForSelector('b.new', { state: 'attached' })
})

test('an element that returns while it leaves stays', async () => {
  const leaving = `<b id="b" phx-remove="${attribute([['hide', { time: 300, transition: [['fade'], [], []], blocking: false }]])}">b</b>`
  const { page, server } = await open({ s: ['<div>', '</div>'], 0: leaving })
  await joined(page)
  server.push('diff', { 0: '' })
  await page.waitForSelector('b.fade')
  server.push('diff', { 0: leaving })
  await page.waitForSelector('b:not(.fade)')
  expect(await page.isVisible('b')).toBe(true)
})

test('what is to be removed goes before the patch that waits for it', async () => {
  const leaving = `<b phx-remove="${attribute([['hide', { time: 300, transition: [['fade'], [], []] }]])}">b</b>`
  const { page, server } = await open({ s: ['<div>', '</div><p>', '</p>'], 0: leaving, 1: 'old' })
  await joined(page)
  server.push('diff', { 0: '' })
  await page.waitForSelector('b.fade')
  await page.evaluate(() => {
    const paragraph = document.querySelector('p') as Element
    new MutationObserver(() => window.calls.push(`${document.querySelectorAll('b').length} left`)).observe(
      paragraph,
      { subtree: true, childList: true, characterData: true },
    )
  })
  server.push('diff', { 1: 'new' })
  await expect.poll(() => page.textContent('p')).toBe('new')
  expect(await page.evaluate(() => window.calls)).toEqual(['0 left'])
})

test('a command that was sent in an event runs where a script says', async () => {
  const { page, server } = await open({ s: ['<p id="h" phx-hook="Recorder"></p><i>', '</i>'], 0: 'old' })
  await joined(page)
  await page.evaluate(() => window.recorder.js().exec([['add_class', { names: ['sent'] }]]))
  server.push('diff', { 0: 'new' })
  await expect.poll(() => page.textContent('i')).toBe('new')
  expect(await page.getAttribute('#h', 'class')).toBe('sent')
})

test('an element that a style sheet hides is shown as its tag is', async () => {
  const chain = attribute([['show', { to: '.away' }]])
  const rows = '<table><tr class="away"><td>r</td></tr></table><b class="away">s</b><i class="away">i</i>'
  const { page } = await open({ s: [`<button phx-click="${chain}">Go</button>${rows}`] })
  await joined(page)
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('.away { display: none }')
    document.adoptedStyleSheets.push(sheet)
  })
  await page.click('button')
  const shown = page.$$eval('.away', (all) => all.map((el) => getComputedStyle(el).display))
  expect(await shown).toEqual(['table-row', 'inline', 'inline'])
})
