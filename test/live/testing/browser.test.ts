import { html, unsafeHtml } from 'oriel'
import type { TestView } from 'oriel/testing'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { fixed, joined, livePages } from '../../client/support/live-page.ts'
import { openPage } from './sent.ts'

const open = livePages()

const form = `
  <form id="f" phx-change="check" phx-submit="send" phx-value-shop="7">
    <input id="name" name="user[name]" value="Ana">
    <textarea id="note" name="note">
two
lines</textarea>
    <input type="hidden" name="gift" value="false"><input id="gift" type="checkbox" name="gift" value="true">
    <input type="checkbox" name="tags[]" value="a"><input type="checkbox" name="tags[]" checked>
    <input type="radio" name="size" value="s" checked><input id="large" type="radio" name="size" value="l">
    <select id="color" name="color"><option disabled>grey</option><option> light
      red </option><option value="blue">Blue</option></select>
    <select id="days" name="days[]" multiple><option>Mon</option><option>Tue</option><option disabled selected>Wed</option></select>
    <input type="number" name="count"><input name="fixed" value="f" readonly><input name="off" value="o" disabled>
    <fieldset disabled><legend><input name="legend"></legend><input name="inside"></fieldset>
    <input name="quiet" phx-no-unused-field><input type="file" name="photo"><input value="no name">
    <button type="button" name="plain">Plain</button>
    <button id="save" name="action" value="save">Save</button><input id="drop" type="submit" name="action">
  </form>
  <input form="f" name="outside" value="o">`

type Case = readonly [
  act: string,
  markup: string,
  inBrowser: (page: Page) => Promise<unknown>,
  inTest: (view: TestView) => Promise<unknown>,
]

const click = (selector: string, markup: string): Case => [
  `a click on ${selector}`,
  markup,
  (page) => page.click(selector),
  (view) => view.click(selector),
]

const cases: readonly Case[] = [
  click('b', '<button phx-click="x" phx-value-step="2"><b>add</b></button>'),
  click('li', '<ul><li phx-click="x">item</li></ul>'),
  click('li', '<ol><li value="3" phx-click="x">item</li></ol>'),
  click('p', '<p phx-click="x" phx-value-value="own">text</p>'),
  click(
    'button',
    `<button phx-click='[["exec",{"attr":"data-x"}]]' data-x='[["push",{"event":"x","value":{"a":1}}]]'>x</button>`,
  ),
  click('#save', form),
  click('#drop', form),
  ['text', form, (page) => page.fill('#name', 'Ben'), (view) => view.type('#name', 'Ben')],
  [
    'a long text',
    form,
    (page) => page.fill('#note', 'a\nb & c'),
    (view) => view.change('#f', { note: 'a\nb & c' }),
  ],
  ['a tick', form, (page) => page.check('#gift'), (view) => view.change('#f', { gift: true })],
  ['a radio button', form, (page) => page.check('#large'), (view) => view.change('#f', { size: 'l' })],
  [
    'a choice',
    form,
    (page) => page.selectOption('#color', 'blue'),
    (view) => view.change('#f', { color: 'blue' }),
  ],
  [
    'several choices',
    form,
    (page) => page.selectOption('#days', ['Mon', 'Tue']),
    (view) => view.change('#f', { 'days[]': ['Mon', 'Tue'] }),
  ],
  ['the Enter key', form, (page) => page.press('#name', 'Enter'), (view) => view.submit('#f')],
  [
    'a field that is bound itself',
    '<form phx-change="all" id="f"><input name="a"><input id="b" name="b" phx-change="one" phx-value-x="1"></form>',
    (page) => page.fill('#b', 'x'),
    (view) => view.type('#b', 'x'),
  ],
  [
    'a key',
    '<form><input phx-keydown="x" phx-key="enter" value="v" phx-value-a="1"></form>',
    (page) => page.press('input', 'Enter'),
    (view) => view.keydown('input', 'Enter'),
  ],
  [
    'a key for the window',
    '<p phx-window-keyup="x" phx-key="Escape">text</p>',
    (page) => page.keyboard.press('Escape'),
    (view) => view.keyup('body', 'Escape'),
  ],
  [
    'the focus',
    '<form><input type="checkbox" phx-focus="x"></form>',
    (page) => page.focus('input'),
    (view) => view.focus('input'),
  ],
  [
    'a click outside',
    '<p>text</p><div phx-click-away="x" phx-value-a="1">menu</div>',
    (page) => page.click('p'),
    (view) => view.clickAway('div'),
  ],
]

test.each(cases)('a browser sends the same as a test: %s', async (_, markup, inBrowser, inTest) => {
  const { page, server } = await open(fixed(markup))
  await joined(page)
  await inBrowser(page)
  const { payload } = await server.next('event')
  const { view, sent } = await openPage(html`${unsafeHtml(markup)}`)
  await inTest(view)
  expect(sent).toEqual([payload])
})
