import { expect, test } from 'vitest'
import type { Diff } from '../../src/live/wire/tree.ts'
import { fixed, joined, livePages } from './support/live-page.ts'

const open = livePages()

/** A form whose second hole is something else on the page, to make a patch with. */
const field = (before: string, after: string, value = ''): Diff => ({
  s: [`<form id="f">${before}`, `${after}</form><p>`, '</p>'],
  0: value,
  1: 'old',
})
const input = (value = '') => field('<input name="q" value="', '">', value)

test('a patch leaves typed text, the focus and the caret', async () => {
  const { page, server } = await open(input())
  await joined(page)
  await page.focus('input')
  await page.keyboard.type('hello')
  await page.$eval('input', (el) => el.setSelectionRange(1, 3))
  server.push('diff', { 1: 'new' })
  await expect.poll(() => page.textContent('p')).toBe('new')
  const state = await page.$eval('input', (el) => [
    el.value,
    el.selectionStart,
    el.selectionEnd,
    document.activeElement === el,
  ])
  expect(state).toEqual(['hello', 1, 3, true])
})

test('a focused field keeps its text even when the server sends another', async () => {
  const { page, server } = await open(input())
  await joined(page)
  await page.focus('input')
  await page.keyboard.type('hell')
  server.push('diff', { 0: 'hel', 1: 'one' })
  await expect.poll(() => page.textContent('p')).toBe('one')
  await page.keyboard.type('o')
  await page.$eval('input', (el) => el.blur())
  server.push('diff', { 1: 'two' })
  await expect.poll(() => page.textContent('p')).toBe('two')
  expect(await page.inputValue('input')).toBe('hello')
})

test('typed text gives way when the server changes the value of a field without focus', async () => {
  const { page, server } = await open(input('a'))
  await joined(page)
  await page.fill('input', 'typed')
  await page.$eval('input', (el) => el.blur())
  server.push('diff', { 1: 'one' })
  await expect.poll(() => page.textContent('p')).toBe('one')
  expect(await page.inputValue('input')).toBe('typed')
  server.push('diff', { 0: '', 1: 'two' })
  await expect.poll(() => page.textContent('p')).toBe('two')
  expect(await page.inputValue('input')).toBe('')
})

const submittable: Diff = {
  s: ['<form id="f" phx-submit="save"><input name="q" value="', '"></form><p>', '</p>'],
  0: 'typed',
  1: 'old',
}

test('a field that was submitted as it stands takes the value of the answer, also with the focus', async () => {
  const { page, server } = await open(submittable)
  await joined(page)
  await page.press('input', 'Enter')
  const saved = await server.next('event')
  saved.reply({ diff: { 0: '', 1: 'saved' } })
  await expect.poll(() => page.textContent('p')).toBe('saved')
  expect(await page.inputValue('input')).toBe('')
})

test('a field keeps what was typed after its form was submitted', async () => {
  const { page, server } = await open(submittable)
  await joined(page)
  await page.press('input', 'Enter')
  const saved = await server.next('event')
  saved.reply({ diff: { 1: 'saved' } })
  await expect.poll(() => page.textContent('p')).toBe('saved')
  await page.press('input', 'End')
  await page.keyboard.type('!')
  server.push('diff', { 0: '', 1: 'later' })
  await expect.poll(() => page.textContent('p')).toBe('later')
  expect(await page.inputValue('input')).toBe('typed!')
})

test('the text of a textarea stays over patches and rejoins', async () => {
  const { page, server } = await open(field('<textarea name="q">', '</textarea>', 'first'))
  await joined(page)
  await page.fill('textarea', 'typed')
  await page.$eval('textarea', (el) => el.blur())
  for (const text of ['one', 'two']) {
    server.push('diff', { 1: text })
    await expect.poll(() => page.textContent('p')).toBe(text)
    expect(await page.inputValue('textarea')).toBe('typed')
  }
  server.drop()
  await expect.poll(() => page.textContent('p')).toBe('old')
  expect(await page.inputValue('textarea')).toBe('typed')
})

test('ticks and choices stay until the server changes them', async () => {
  const { page, server } = await open({
    s: ['<form><input type="checkbox" name="c"', '><select name="s">', '</select></form><p>', '</p>'],
    0: '',
    1: '<option>a</option><option>b</option><option>c</option>',
    2: 'old',
  })
  await joined(page)
  await page.check('input')
  await page.selectOption('select', 'b')
  const state = () =>
    page.evaluate(() => [document.querySelector('input')?.checked, document.querySelector('select')?.value])
  for (const text of ['one', 'two']) {
    server.push('diff', { 2: text })
    await expect.poll(() => page.textContent('p')).toBe(text)
    expect(await state()).toEqual([true, 'b'])
  }
  server.push('diff', { 0: ' checked', 2: 'three' })
  await expect.poll(() => page.textContent('p')).toBe('three')
  server.push('diff', {
    0: '',
    1: '<option>a</option><option>b</option><option selected>c</option>',
    2: 'four',
  })
  await expect.poll(() => page.textContent('p')).toBe('four')
  expect(await state()).toEqual([false, 'c'])
})

test('a chosen file stays', async () => {
  const { page, server } = await open(field('<input type="file" name="q" title="', '">'))
  await joined(page)
  await page.setInputFiles('input', { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') })
  server.push('diff', { 0: 'named' })
  await expect.poll(() => page.getAttribute('input', 'title')).toBe('named')
  expect(await page.$eval('input', (el) => el.files?.length)).toBe(1)
})

test('text typed before a reconnect stays when the view begins anew', async () => {
  const { page, server } = await open(input())
  await joined(page)
  await page.fill('input', 'typed')
  await page.$eval('input', (el) => el.blur())
  server.push('diff', { 1: 'new' })
  await expect.poll(() => page.textContent('p')).toBe('new')
  server.drop()
  await expect.poll(() => page.textContent('p')).toBe('old')
  expect(await page.inputValue('input')).toBe('typed')
})

test('a form that was filled in is recovered before the new page is shown', async () => {
  const form: Diff = {
    s: ['<form id="f" phx-change="check"><input name="q" value="', '">', '</form><p>', '</p>'],
    0: '',
    1: '',
    2: 'step 1',
  }
  const { page, server } = await open(form)
  await joined(page)
  await page.fill('input', 'typed')
  const change = await server.next('event')
  change.reply({ diff: { 0: 'typed', 1: '<input name="more" value="">', 2: 'step 2' } })
  await page.fill('[name=more]', 'rest')
  const more = await server.next('event')
  more.reply({})
  await expect.poll(() => page.getAttribute('#f', 'data-phx-ref-lock')).toBe(null)
  server.drop()
  const recovery = await server.next('event')
  expect(recovery.payload).toMatchObject({
    event: 'check',
    value: 'q=typed&more=rest',
    meta: { _target: 'q' },
  })
  expect(await page.textContent('p')).toBe('step 2')
  recovery.reply({ diff: { 0: 'typed', 1: '<input name="more" value="rest">', 2: 'step 2, again' } })
  await expect.poll(() => page.textContent('p')).toBe('step 2, again')
  expect(await page.inputValue('[name=more]')).toBe('rest')
})

test('a form that nobody touched is not recovered', async () => {
  const { page, server } = await open({
    s: ['<form id="f" phx-change="check"><input name="q" value="v"></form><p>', '</p>'],
    0: 'old',
  })
  await joined(page)
  await server.next('phx_join')
  server.drop()
  await server.next('phx_join')
  server.push('diff', { 0: 'new' })
  await expect.poll(() => page.textContent('p')).toBe('new')
  expect(server.pending('event')).toBe(0)
})

test('what a person opened stays open until the server closes it', async () => {
  const { page, server } = await open({
    s: ['<details', '><summary>more</summary>text</details><dialog>hi</dialog><p>', '</p>'],
    0: '',
    1: 'old',
  })
  await joined(page)
  await page.click('summary')
  await page.$eval('dialog', (dialog) => dialog.showModal())
  server.push('diff', { 1: 'one' })
  await expect.poll(() => page.textContent('p')).toBe('one')
  expect(await page.$$eval('[open]', (open) => open.length)).toBe(2)
  server.push('diff', { 0: ' open', 1: 'two' })
  await expect.poll(() => page.textContent('p')).toBe('two')
  server.push('diff', { 0: '', 1: 'three' })
  await expect.poll(() => page.textContent('p')).toBe('three')
  expect(await page.$$eval('[open]', (open) => open.map(({ tagName }) => tagName))).toEqual(['DIALOG'])
})

test('an ignored element keeps its inside and follows the server in its data attributes', async () => {
  const { page, server } = await open({
    s: ['<div id="map" phx-update="ignore" data-zoom="', '">', '</div>'],
    0: '1',
    1: 'empty',
  })
  await joined(page)
  await page.$eval('#map', (el) => el.replaceChildren('drawn'))
  server.push('diff', { 0: '2', 1: 'other' })
  await expect.poll(() => page.getAttribute('#map', 'data-zoom')).toBe('2')
  expect(await page.textContent('#map')).toBe('drawn')
})

test('a form with phx-trigger-action is submitted to its own address', async () => {
  const { page, server } = await open({
    s: [
      '<form id="f" action="/session" phx-submit="save"',
      '><input name="q" value="v"><button name="by" value="me">Go</button></form>',
    ],
    0: '',
  })
  await joined(page)
  await page.click('button')
  const submit = await server.next('event')
  submit.reply({ diff: { 0: ' phx-trigger-action' } })
  await page.waitForURL('**/session?q=v&by=me')
})

test('a reset form is told of, with its fields unused again', async () => {
  const { page, server } = await open(
    fixed(
      '<form phx-change="check"><input name="q" value="v"><button type="reset" name="reset">Reset</button></form>',
    ),
  )
  await joined(page)
  await page.fill('input', 'typed')
  await server.next('event').then(({ reply }) => reply())
  await page.click('button')
  expect((await server.next('event')).payload).toMatchObject({
    value: '_unused_q=&q=v',
    meta: { _target: 'reset' },
  })
})

test('a focused field with phx-patch-focused takes what the server sends', async () => {
  const { page, server } = await open(field('<input name="q" phx-patch-focused value="', '">'))
  await joined(page)
  await page.focus('input')
  await page.keyboard.type('hell')
  server.push('diff', { 0: 'hello', 1: 'one' })
  await expect.poll(() => page.inputValue('input')).toBe('hello')
})

test('a focused field in which nothing was typed waits with what the server sends until it is left', async () => {
  const { page, server } = await open(input('old'))
  await joined(page)
  await page.focus('input')
  server.push('diff', { 0: 'new', 1: 'one' })
  await expect.poll(() => page.textContent('p')).toBe('one')
  expect(await page.inputValue('input')).toBe('old')
  await page.$eval('input', (el) => el.blur())
  server.push('diff', { 1: 'two' })
  await expect.poll(() => page.inputValue('input')).toBe('new')
})

test('a number that is half typed is left alone', async () => {
  const { page, server } = await open(field('<input name="q" type="number" value="', '">', '1'))
  await joined(page)
  await page.fill('input', '')
  await page.focus('input')
  await page.keyboard.type('2e')
  await page.$eval('input', (el) => el.blur())
  server.push('diff', { 0: '3', 1: 'one' })
  await expect.poll(() => page.textContent('p')).toBe('one')
  expect(await page.$eval('input', (el) => el.validity.badInput)).toBe(true)
})

test('a select that has the focus takes other options, and keeps what was chosen', async () => {
  const { page, server } = await open({
    s: ['<form id="f"><select name="q">', '</select></form><p>', '</p>'],
    0: '<option>a</option><option>b</option>',
    1: 'old',
  })
  await joined(page)
  await page.focus('select')
  await page.selectOption('select', 'b')
  server.push('diff', { 0: '<option>a</option><option>c</option><option>b</option>', 1: 'new' })
  await expect.poll(() => page.textContent('p')).toBe('new')
  expect(await page.$$eval('option', (options) => options.map(({ value }) => value))).toEqual(['a', 'c', 'b'])
  expect(await page.inputValue('select')).toBe('b')
})

/** A field that is an element of the app, with a value of its own. */
const defineStars = () => {
  class Stars extends HTMLElement {
    static formAssociated = true
    readonly #internals = this.attachInternals()
    rate(stars: number) {
      this.#internals.setFormValue(String(stars))
      this.textContent = '*'.repeat(stars)
      this.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }
  customElements.define('x-stars', Stars)
}
const rate = (el: Element) => (el as unknown as { rate(stars: number): void }).rate(3)

test.for([
  ['in its form', '<form id="f" phx-change="rate"><x-stars tabindex="0" name="stars">', '</x-stars></form>'],
  [
    'beside it',
    '<form id="f" phx-change="rate"></form><x-stars tabindex="0" form="f" name="stars">',
    '</x-stars>',
  ],
] as const)(
  'an element of the app is a field as any other, %s, and keeps what it shows while it has the focus',
  async ([, before, after]) => {
    const { page, server } = await open({ s: [before, `${after}<p>`, '</p>'], 0: 'none', 1: 'old' })
    await joined(page)
    await page.evaluate(defineStars)
    await page.focus('x-stars')
    await page.$eval('x-stars', rate)
    const event = await server.next('event')
    expect(event.payload).toMatchObject({ value: 'stars=3', meta: { _target: 'stars' } })
    event.reply({ diff: { 0: 'one', 1: 'new' } })
    await expect.poll(() => page.textContent('p')).toBe('new')
    expect(await page.textContent('x-stars')).toBe('***')
  },
)

// https://github.com/phoenixframework/phoenix_live_view/pull/4323
test('elements that the server has put into an element of the app follow, also while that has the focus', async () => {
  const { page, server } = await open({
    s: [
      '<form id="f"><x-stars id="x" tabindex="0" name="stars" value="',
      '"><i title="',
      '">',
      '</i><input id="q"></x-stars></form>',
    ],
    0: '1',
    1: 'old',
    2: 'one',
  })
  await joined(page)
  await page.evaluate(defineStars)
  await page.fill('#q', 'typed')
  await page.focus('x-stars')
  server.push('diff', { 0: '2', 1: 'new', 2: 'two' })
  await expect.poll(() => page.textContent('i')).toBe('two')
  expect(await page.getAttribute('i', 'title')).toBe('new')
  expect(await page.getAttribute('x-stars', 'value')).toBe('1')
  expect(await page.inputValue('#q')).toBe('typed')
})

test('a field that stands beside its form is one of its fields', async () => {
  const { page, server } = await open({
    s: [
      '<form id="f" phx-change="check" phx-submit="save"></form><input form="f" name="q"><button form="f" name="b" value="1">',
    ],
  })
  await joined(page)
  await page.fill('input', 'hi')
  const changed = await server.next('event')
  expect(changed.payload).toMatchObject({ event: 'check', value: 'q=hi', meta: { _target: 'q' } })
  changed.reply()
  await page.click('button')
  expect((await server.next('event')).payload).toMatchObject({ event: 'save', value: 'q=hi&b=1' })
  expect(await page.getAttribute('input', 'readonly')).toBe('')
})

test('a button that says that it waits has its content back when it is answered', async () => {
  const { page, server } = await open({
    s: ['<button phx-click="go" phx-disable-with="Going">Go <b>now</b></button>'],
  })
  await joined(page)
  await page.click('button')
  const event = await server.next('event')
  expect(await page.innerHTML('button')).toBe('Going')
  event.reply()
  await expect.poll(() => page.innerHTML('button')).toBe('Go <b>now</b>')
  expect(await page.isDisabled('button')).toBe(false)
})

test('options that change alone leave what was chosen, until the server chooses another', async () => {
  const option = (name: string, selected = '') => ({ 0: selected, 1: name })
  const { page, server } = await open({
    s: ['<form id="f"><select name="q">', '</select></form>'],
    0: {
      s: ['<option', '>', '</option>'],
      r: 1,
      k: { 0: option('a', ' selected'), 1: option('b'), 2: option('c'), kc: 3 },
    },
  })
  await joined(page)
  await page.selectOption('select', 'b')
  await page.$eval('select', (el) => el.blur())
  server.push('diff', { 0: { k: { 2: { 1: 'C' }, kc: 3 } }, t: 'one' })
  await expect.poll(() => page.title()).toContain('one')
  expect(await page.inputValue('select')).toBe('b')
  server.push('diff', { 0: { k: { 0: { 0: '' }, 2: { 0: ' selected' }, kc: 3 } }, t: 'two' })
  await expect.poll(() => page.title()).toContain('two')
  expect(await page.inputValue('select')).toBe('C')
  server.push('diff', { 0: { k: { 1: { 0: ' selected' }, 2: { 0: '' }, kc: 3 } }, t: 'three' })
  await expect.poll(() => page.title()).toContain('three')
  expect(await page.inputValue('select')).toBe('b')
})
