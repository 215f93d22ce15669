import { html, liveView, Type } from 'oriel'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { openPage } from './sent.ts'

const twins = liveView({
  events: { double: Type.Object({}), later: Type.Object({}) },
  mount: () => ({ isDouble: false }),
  handleEvent: {
    double: (live) => live.assign({ isDouble: true }),
    later: (live) => void live.after(0, () => live.assign({ isDouble: true })),
  },
  render: ({ isDouble }) => html`<p id="a"></p>${isDouble && html`<i id="a"></i>`}`,
})

test('an element that is not there is named, with the page as it is', async () => {
  const { view } = await openPage(html`<p>hello</p>`)
  await expect(view.click('#gone')).rejects.toThrow('No element matches "#gone". The page is: <p>hello</p>')
  expect(() => view.text('#gone')).toThrow('No element matches "#gone"')
})

test('a selector that fits several elements says which', async () => {
  const { view } = await openPage(html`<ul>${[1, 2].map((n) => html`<li class="c${n}">${n}</li>`)}</ul>`)
  expect(() => view.text('li')).toThrow(
    '2 elements match "li": <li class="c1">, <li class="c2">. Name one of them.',
  )
})

test('nobody can click what is disabled or hidden', async () => {
  const { view, sent } = await openPage(html`
    <button id="off" disabled phx-click="x">off</button>
    <fieldset disabled><legend><button id="legend" phx-click="x">legend</button></legend>
      <button id="in" phx-click="x">in</button></fieldset>
    <div hidden class="menu"><button id="unseen" phx-click="x">unseen</button></div>`)
  await expect(view.click('#off')).rejects.toThrow(
    '"#off" is disabled: <button id="off" disabled phx-click="x">.',
  )
  await expect(view.click('#in')).rejects.toThrow('"#in" is disabled')
  await expect(view.click('#unseen')).rejects.toThrow('"#unseen" is hidden by <div hidden class="menu">')
  await view.click('#legend')
  expect(sent).toHaveLength(1)
})

test('what a script shows can be clicked when the test says so', async () => {
  const page = html`<div hidden><button phx-click="x">x</button></div>`
  const { view, sent } = await openPage(page, { ignore: ['hidden_element'] })
  await view.click('button')
  expect(sent).toHaveLength(1)
})

test('an element without the binding is named', async () => {
  const { view } = await openPage(html`<p id="p">text</p><form id="f"><input name="q"></form>`)
  await expect(view.click('#p')).rejects.toThrow('neither <p id="p"> nor what is around it has phx-click')
  await expect(view.clickAway('#p')).rejects.toThrow('<p id="p"> has no phx-click-away')
  await expect(view.focus('#p')).rejects.toThrow('<p id="p"> has no phx-focus')
  await expect(view.keydown('#p', 'a')).rejects.toThrow('it has no phx-keydown')
  await expect(view.submit('#f')).rejects.toThrow('the form "#f" has neither phx-submit nor an action')
  await expect(view.submit('#p')).rejects.toThrow('"#p" is <p id="p">. Name the form instead.')
})

test('two elements with one id are an error as soon as a patch has brought them', async () => {
  const view = await openView(twins)
  const problem = 'duplicate id: <p id="a"> and <i id="a"> are on one page'
  await expect(view.pushEvent('double')).rejects.toThrow(problem)
  expect(() => view.html).toThrow(problem)
})

test('two elements with one id are an error also when the view brings them by itself', async () => {
  const view = await openView(twins)
  await view.pushEvent('later')
  await expect.poll(() => view.settled().catch(String)).toContain('duplicate id')
})

test('a page may be opened with two elements of one id when the test says so', async () => {
  const view = await openView(twins, { ignore: ['duplicate_id'] })
  await view.pushEvent('double')
  expect(view.count('#a')).toBe(2)
})

test('a form that could not be recovered is an error', async () => {
  const page = html`<form phx-change="x"><input name="q"></form>`
  await expect(openPage(page)).rejects.toThrow(
    'missing form id: what is typed into <form phx-change="x"> is lost',
  )
  expect((await openPage(page, { ignore: ['missing_form_id'] })).view.has('form')).toBe(true)
})

test.each([
  html`<form phx-submit="x"><input name="q"></form>`,
  html`<form phx-change="x" phx-auto-recover="ignore"><input name="q"></form>`,
  html`<form phx-change="x" phx-ignore-missing-id><input name="q"></form>`,
  html`<form phx-change="x"><input type="hidden" name="q"></form>`,
])('a form without anything to recover needs no id, case %#', async (page) => {
  const { view } = await openPage(page)
  expect(view.has('form')).toBe(true)
})
