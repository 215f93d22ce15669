import { expect, test } from 'vitest'
import { fixed, joined, livePages } from './support/live-page.ts'

const open = livePages()

test('a click pushes its event with the values of the element', async () => {
  const { page, server, assertClean } = await open(
    fixed('<button id="add" phx-click="add" phx-value-step="2"><b>Add</b></button>'),
  )
  await joined(page)
  await page.click('#add b')
  const { payload, joinRef } = await server.next('event')
  expect(payload).toEqual({ type: 'click', event: 'add', value: { step: '2', value: '' } })
  expect(joinRef).toBeTruthy()
  assertClean()
})

test('a key pressed on a button clicks it', async () => {
  const { page, server } = await open(fixed('<button id="add" phx-click="add">Add</button>'))
  await joined(page)
  await page.press('#add', 'Enter')
  expect((await server.next('event')).payload).toMatchObject({ type: 'click', event: 'add' })
})

test('a click that something else has prevented is not pushed', async () => {
  const { page, server } = await open(
    fixed('<p><button phx-click="add">Add</button></p><i phx-click="other">i</i>'),
  )
  await joined(page)
  await page.$eval('p', (el) => el.addEventListener('click', (event) => event.preventDefault()))
  await page.click('button')
  await page.click('i')
  expect((await server.next('event')).payload.event).toBe('other')
  expect(server.pending('event')).toBe(0)
})

test('a click that waits for its answer is marked, locked and not sent twice', async () => {
  const { page, server } = await open({ s: ['<button id="add" phx-click="add">', '</button>'], 0: '1' })
  await joined(page)
  await page.click('#add')
  const click = await server.next('event')
  const attributes = () =>
    page.$eval('#add', (el) => [
      el.className,
      el.getAttribute('data-phx-ref-lock'),
      el.getAttribute('data-phx-ref-src'),
    ])
  expect(await attributes()).toEqual(['phx-click-loading', '0', 'phx-main'])
  await page.click('#add')
  expect(server.pending('event')).toBe(0)
  server.push('diff', { 0: '2', t: 'pushed' })
  await expect.poll(() => page.title()).toBe('Oriel: pushed')
  expect(await page.textContent('#add')).toBe('1')
  click.reply({})
  await expect.poll(() => page.textContent('#add')).toBe('2')
  expect(await attributes()).toEqual(['', null, null])
})

test('a lock holds until the answer to the last event of its element', async () => {
  const { page, server } = await open({
    s: ['<form id="f" phx-change="check"><input name="q"></form><p>', '</p>'],
    0: '',
  })
  await joined(page)
  await page.focus('input')
  await page.keyboard.type('ab')
  const [first, second] = [await server.next('event'), await server.next('event')]
  first.reply({ diff: { 0: 'first' } })
  await expect.poll(() => page.textContent('p')).toBe('first')
  expect(await page.getAttribute('#f', 'data-phx-ref-lock')).toBe('1')
  second.reply({ diff: { 0: 'second' } })
  await expect.poll(() => page.getAttribute('#f', 'data-phx-ref-lock')).toBe(null)
})

test('a submit sends the form with its submitter, and its controls wait', async () => {
  const { page, server } = await open(
    fixed(`<form id="f" phx-submit="save" phx-value-room="7"><input name="user[name]" value="Bob"><input name="tags[]" value="t 1">
      <button name="commit" value="go" phx-disable-with="Saving">Save</button></form>`),
  )
  await joined(page)
  await page.click('button')
  const submit = await server.next('event')
  expect(submit.payload).toEqual({
    type: 'form',
    event: 'save',
    value: 'user%5Bname%5D=Bob&tags%5B%5D=t+1&commit=go',
    meta: { room: '7' },
  })
  const waiting = () =>
    page.evaluate(() => [
      document.querySelector('form')?.className,
      document.querySelector('input')?.readOnly,
      document.querySelector('button')?.disabled,
      document.querySelector('button')?.textContent,
    ])
  expect(await waiting()).toEqual(['phx-submit-loading', true, true, 'Saving'])
  submit.reply({})
  await expect.poll(waiting).toEqual(['', false, false, 'Save'])
})

test('a change names its field and marks the fields that nobody has used', async () => {
  const { page, server } = await open(
    fixed(`<form id="f" phx-change="check"><input name="user[name]"><input name="user[tags][]" value="t"><input name="email">
      <input type="hidden" name="h" value="x"></form>`),
  )
  await joined(page)
  await page.fill('[name="user[name]"]', 'B')
  expect((await server.next('event')).payload).toEqual({
    type: 'form',
    event: 'check',
    value: 'user%5Bname%5D=B&user%5B_unused_tags%5D%5B%5D=&user%5Btags%5D%5B%5D=t&_unused_email=&email=&h=x',
    meta: { _target: 'user[name]' },
  })
  await page.press('[name="user[name]"]', 'Tab')
  expect(server.pending('event')).toBe(0)
})

test('a field with its own phx-change sends itself alone', async () => {
  const { page, server } = await open(
    fixed('<form><input name="a" value="1"><input id="b" name="b" phx-change="only"></form>'),
  )
  await joined(page)
  await page.fill('#b', '2')
  expect((await server.next('event')).payload).toMatchObject({
    event: 'only',
    value: 'b=2',
    meta: { _target: 'b' },
  })
})

test('a debounced field is told of on leaving it, and once', async () => {
  const { page, server } = await open(
    fixed(
      '<form phx-change="check"><input id="a" name="a" phx-debounce="100000"><input id="b" name="b"></form>',
    ),
  )
  await joined(page)
  await page.focus('#a')
  await page.keyboard.type('abc')
  expect(server.pending('event')).toBe(0)
  await page.focus('#b')
  expect((await server.next('event')).payload.value).toBe('a=abc&_unused_b=&b=')
  expect(server.pending('event')).toBe(0)
})

test('a debounced field is told of after a pause', async () => {
  const { page, server } = await open(
    fixed('<form phx-change="check"><input id="a" name="a" phx-debounce="50"></form>'),
  )
  await joined(page)
  await page.focus('#a')
  await page.keyboard.insertText('abc')
  expect((await server.next('event')).payload.value).toBe('a=abc')
})

test('a submit takes the place of a change that is still held back', async () => {
  const { page, server } = await open(
    fixed('<form phx-change="check" phx-submit="save"><input id="a" name="a" phx-debounce="blur"></form>'),
  )
  await joined(page)
  await page.focus('#a')
  await page.keyboard.type('abc')
  await page.keyboard.press('Enter')
  expect((await server.next('event')).payload.event).toBe('save')
  await page.$eval('#a', (el) => el.blur())
  expect(server.pending('event')).toBe(0)
})

test('a throttled button is not sent again within its time', async () => {
  const { page, server } = await open(fixed('<button phx-click="add" phx-throttle="100000">Add</button>'))
  await joined(page)
  await page.click('button')
  const click = await server.next('event')
  click.reply()
  await expect.poll(() => page.getAttribute('button', 'data-phx-ref-src')).toBe(null)
  await page.click('button')
  expect(server.pending('event')).toBe(0)
})

test('keys reach their field, and the window for those that listen there', async () => {
  const { page, server } = await open(
    fixed(
      '<input phx-keydown="typed" phx-key="Enter"><div phx-window-keyup="anywhere" phx-key="escape"></div>',
    ),
  )
  await joined(page)
  await page.focus('input')
  await page.keyboard.press('a')
  await page.keyboard.press('Enter')
  expect((await server.next('event')).payload).toEqual({
    type: 'keydown',
    event: 'typed',
    value: { key: 'Enter', value: 'a' },
  })
  await page.keyboard.press('Escape')
  expect((await server.next('event')).payload).toEqual({
    type: 'keyup',
    event: 'anywhere',
    value: { key: 'Escape' },
  })
})

test('focus, blur and a click elsewhere push their events', async () => {
  const { page, server } = await open(
    fixed(
      '<input phx-focus="in" phx-blur="out" value="v"><p id="menu" phx-click-away="away">menu</p><i>else</i>',
    ),
  )
  await joined(page)
  await page.focus('input')
  expect((await server.next('event')).payload).toEqual({ type: 'focus', event: 'in', value: { value: 'v' } })
  await page.click('#menu')
  expect((await server.next('event')).payload).toEqual({ type: 'blur', event: 'out', value: { value: 'v' } })
  expect(server.pending('event')).toBe(0)
  await page.click('i')
  expect((await server.next('event')).payload).toEqual({ type: 'click', event: 'away', value: {} })
})

test('events that a lost connection leaves unanswered release their elements', async () => {
  const { page, server } = await open(fixed('<button phx-click="add">Add</button>'))
  await joined(page)
  await page.click('button')
  await server.next('event')
  server.isRefusing = true
  server.drop()
  await page.waitForSelector('button:not([data-phx-ref-src])')
})

test('a click before the view has joined is sent once it has', async () => {
  const { page, server } = await open(fixed('<button phx-click="add">Add</button>'))
  await server.next('phx_join')
  await joined(page)
  server.onJoin = () => undefined
  server.drop()
  const join = await server.next('phx_join')
  await page.click('button')
  expect(server.pending('event')).toBe(0)
  join.reply({ rendered: fixed('<button phx-click="add">Add</button>') })
  expect((await server.next('event')).payload.event).toBe('add')
})
