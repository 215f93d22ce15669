import { html, liveView, Type, unsafeHtml } from 'oriel'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { openPage } from './sent.ts'

const order = html`
  <form id="order" phx-change="check" phx-submit="order" phx-value-shop="7">
    <input name="user[name]" value="Ana">
    <textarea name="note">
two lines</textarea>
    <input type="hidden" name="token" value="t">
    <input type="hidden" name="gift" value="false"><input type="checkbox" name="gift" value="true">
    <input type="checkbox" name="tags[]" value="a"><input type="checkbox" name="tags[]" value="b" checked>
    <input type="radio" name="size" value="s" checked><input type="radio" name="size" value="l">
    <select name="color"><option disabled>grey</option><option>red</option><option value="blue">Blue</option></select>
    <select name="days" multiple><option>Mon</option><option>Tue</option><option disabled>Wed</option></select>
    <input type="number" name="count">
    <input name="fixed" value="f" readonly><input name="off" disabled>
    <input type="file" name="photo">
    <button name="action" value="save">Save</button>
    <button id="drop" name="action" value="drop">Drop</button>
    <button id="reset" type="reset" name="reset">Reset</button>
  </form>
  <input form="order" name="outside" value="o">`

/** What a form sends, decoded, without the markers of unused fields. */
const pairs = (event: object | undefined) =>
  [...new URLSearchParams((event as { value: string }).value)].filter(([name]) => !name.includes('_unused_'))

test('a submit sends what a browser finds in the form, with the first button', async () => {
  const { view, sent } = await openPage(order)
  await view.submit('#order')
  expect(sent).toMatchObject([{ type: 'form', event: 'order', meta: { shop: '7' } }])
  expect(pairs(sent[0])).toEqual([
    ['user[name]', 'Ana'],
    ['note', 'two lines'],
    ['token', 't'],
    ['gift', 'false'],
    ['tags[]', 'b'],
    ['size', 's'],
    ['color', 'red'],
    ['count', ''],
    ['fixed', 'f'],
    ['action', 'save'],
    ['outside', 'o'],
  ])
})

test('every kind of field is filled in by its name', async () => {
  const { view, sent } = await openPage(order)
  const fields = { gift: true, 'tags[]': ['a'], size: 'l', color: 'blue', days: ['Mon', 'Tue'], count: 3 }
  await view.submit('#order', fields, { submitter: '#drop', hidden: { token: 'u' } })
  expect(pairs(sent[0])).toEqual([
    ['user[name]', 'Ana'],
    ['note', 'two lines'],
    ['token', 'u'],
    ['gift', 'false'],
    ['gift', 'true'],
    ['tags[]', 'a'],
    ['size', 'l'],
    ['color', 'blue'],
    ['days', 'Mon'],
    ['days', 'Tue'],
    ['count', '3'],
    ['fixed', 'f'],
    ['action', 'drop'],
    ['outside', 'o'],
  ])
  expect([view.value('[name=color]'), view.checked('[value=l]'), view.checked('[value=s]')]).toEqual([
    'blue',
    true,
    false,
  ])
})

test('a click on a button submits its form, and what was filled in is sent with it', async () => {
  const { view, sent } = await openPage(order)
  await view.change('#order', { note: 'new' })
  await view.click('#drop')
  expect(sent).toMatchObject([{ event: 'check' }, { event: 'order' }])
  expect(pairs(sent[1])).toContainEqual(['note', 'new'])
  expect(pairs(sent[1])).toContainEqual(['action', 'drop'])
})

test('a change names its field, and marks those that nobody has used yet', async () => {
  const { view, sent } = await openPage(html`
    <form id="f" phx-change="check">
      <input name="user[name]"><input name="user[tags][]" value="t">
      <input name="plain"><input name="quiet" phx-no-unused-field><input type="hidden" name="h" value="1">
    </form>`)
  await view.type('[name="user[name]"]', 'Bob')
  await view.change('#f', { plain: 'x' })
  const value = 'user%5Bname%5D=Bob&user%5B_unused_tags%5D%5B%5D=&user%5Btags%5D%5B%5D=t'
  expect(sent).toEqual([
    {
      type: 'form',
      event: 'check',
      value: `${value}&_unused_plain=&plain=&quiet=&h=1`,
      meta: { _target: 'user[name]' },
    },
    { type: 'form', event: 'check', value: `${value}&plain=x&quiet=&h=1`, meta: { _target: 'plain' } },
  ])
})

test('fields are changed one after another, as by a person', async () => {
  const { view, sent } = await openPage(order)
  await view.change('#order', { size: 'l', gift: true })
  expect(sent.map((event) => (event as { meta: object }).meta)).toEqual([
    { _target: 'size', shop: '7' },
    { _target: 'gift', shop: '7' },
  ])
})

test('a field that is bound itself is sent alone', async () => {
  const { view, sent } = await openPage(
    html`<form id="f" phx-change="all"><input name="a" phx-change="one"><input name="b"></form>`,
  )
  await view.type('[name=a]', 'x')
  expect(sent).toEqual([{ type: 'form', event: 'one', value: 'a=x', meta: { _target: 'a' } }])
})

test.each([
  [{ nobody: 'x' }, 'There is no field "nobody" in the form "#order". Its fields: "user[name]", "note", '],
  [{ off: 'x' }, 'The field "off" of the form "#order" is disabled.'],
  [{ fixed: 'x' }, 'The field "fixed" of the form "#order" is read-only.'],
  [{ token: 'x' }, 'The field "token" of the form "#order" is hidden.'],
  [{ photo: 'x' }, 'The field "photo" of the form "#order" takes files'],
  [{ action: 'save' }, 'The field "action" of the form "#order" is a button. Name it as the submitter.'],
  [{ color: 'pink' }, 'The field "color" of the form "#order" has no choice "pink". It has: "red", "blue".'],
  [{ color: 'grey' }, 'has no choice "grey"'],
  [{ color: ['red', 'blue'] }, 'takes one choice, and was given 2'],
  [{ days: ['Mon', 'Wed'] }, 'has no choice "Wed". It has: "Mon", "Tue".'],
  [{ size: 'xl' }, 'has no choice "xl". It has: "s", "l".'],
  [{ 'tags[]': ['c'] }, 'has no choice "c". It has: "a", "b".'],
  [{ 'tags[]': true }, 'is 2 checkboxes. Give it a list of the values to tick.'],
  [{ note: true }, 'takes text, not true'],
  [{ count: 'many' }, 'is of the type "number", and does not take "many"'],
])('what a browser would not let anyone fill in is refused: %j', async (fields, problem) => {
  const { view, sent } = await openPage(order)
  await expect(view.submit('#order', fields)).rejects.toThrow(problem)
  await expect(view.change('#order', fields)).rejects.toThrow(problem)
  expect(sent).toEqual([])
})

test('only a button of the form can submit it, and only if it is enabled', async () => {
  const { view } = await openPage(
    html`${order}<form id="off" phx-submit="x"><button disabled>Go</button></form>`,
  )
  await expect(view.submit('#order', {}, { submitter: '#reset' })).rejects.toThrow(
    '"#reset" is no button that submits the form "#order"',
  )
  await expect(view.submit('#off')).rejects.toThrow('its first button is disabled')
})

test('nobody can type into what takes no text', async () => {
  const { view } = await openPage(order)
  for (const selector of ['[name=fixed]', '[name=color]', '[name=token]', '[value=l]', 'form'])
    await expect(view.type(selector, 'x')).rejects.toThrow('Nobody can type into')
})

const editor = liveView({
  events: { check: Type.Object({ text: Type.String() }), reset: Type.Object({}) },
  mount: () => ({ sent: 'first', seen: 'nothing' }),
  handleEvent: {
    check: (live, { text }) => live.assign({ seen: text }),
    reset: (live) => live.assign({ sent: 'second' }),
  },
  render: ({ sent, seen }, on) => html`
    <form id="f" phx-change="${on.check}"><input name="text" value="${sent}"><input name="other"></form>
    <p>${seen}</p>`,
})

test('what was typed stays until the server sends another value', async () => {
  const view = await openView(editor)
  await view.type('[name=text]', 'typed')
  await view.type('[name=other]', 'x')
  expect(view.value('[name=text]')).toBe('typed')
  await view.pushEvent('reset')
  expect(view.value('[name=text]')).toBe('second')
})

test('what was typed stays in any case in the field that has the focus', async () => {
  const view = await openView(editor)
  await view.type('[name=text]', 'typed')
  await view.pushEvent('reset')
  expect(view.value('[name=text]')).toBe('typed')
})

test('a form is recovered when the connection is back', async () => {
  const view = await openView(editor)
  await view.type('[name=text]', 'typed')
  view.disconnect()
  await view.connect()
  expect([view.text('p'), view.value('[name=text]')]).toEqual(['typed', 'typed'])
})

test.each([
  ['phx-auto-recover="restore"', ['check', 'restore']],
  ['phx-auto-recover="ignore"', ['check']],
])('a form with %s is recovered as it says', async (attribute, events) => {
  const markup = `<form id="f" phx-change="check" ${attribute}><input name="text"></form>`
  const { view, sent } = await openPage(html`${unsafeHtml(markup)}`)
  await view.type('input', 'typed')
  view.disconnect()
  await view.connect()
  expect(sent.map((each) => 'event' in each && each.event)).toEqual(events)
})

test('a form that is submitted to its own action leaves the view with what is in it', async () => {
  const page = (method: string) =>
    html`<form id="f" action="/sign-in?x=1" method="${method}"><input name="who" value="ana"><button name="b" value="1">Go</button></form>`
  const [posted, got] = [(await openPage(page('post'))).view, (await openPage(page('get'))).view]
  await posted.submit('#f', { who: 'ben' })
  await got.click('#f button')
  expect(posted.left).toEqual({ to: '/sign-in?x=1', kind: 'form', method: 'post', body: 'who=ben&b=1' })
  expect(got.left).toEqual({ to: '/sign-in?who=ana&b=1', kind: 'form', method: 'get', body: '' })
})

test('phx-trigger-action submits the form that a view has checked', async () => {
  const signIn = liveView({
    events: { check: Type.Object({ who: Type.String() }) },
    mount: () => ({ who: '' }),
    handleEvent: { check: (live, { who }) => live.assign({ who }) },
    render: ({ who }, on) => html`
      <form id="f" action="/sign-in" method="post" phx-submit="${on.check}" phx-trigger-action="${who === 'ana'}">
        <input name="who"><button name="by" value="name">Go</button>
      </form>`,
  })
  const view = await openView(signIn)
  await view.submit('#f', { who: 'ben' })
  expect(view.left).toBeUndefined()
  await view.submit('#f', { who: 'ana' })
  expect(view.left).toEqual({ to: '/sign-in', kind: 'form', method: 'post', body: 'who=ana&by=name' })
})

test('what stands in a textarea is read as a browser reads it', async () => {
  const note = 'a < b & "c"\n&lt;p>'
  const { view, sent } = await openPage(html`
    <form id="f" phx-submit="order"><textarea name="note">${note}</textarea></form>`)
  expect(view.value('textarea')).toBe(note)
  await view.submit('#f')
  expect(pairs(sent[0])).toEqual([['note', note]])
})
