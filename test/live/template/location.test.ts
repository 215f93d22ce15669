import { readFileSync } from 'node:fs'
import { html } from 'oriel'
import { annotateTemplates, renderToString } from 'oriel/server'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { liveView } from '../../../src/live/index.ts'

const FILE = 'test/live/template/location.test.ts'
const source = readFileSync(FILE, 'utf8').split('\n')
/** Where a line of this file stands. */
const lineOf = (text: string) => `${FILE}:${source.findIndex((line) => line.includes(text)) + 1}`

const before = html`<p>before</p>`
annotateTemplates()

const card = (title: string) => html`<section class="${title}"><h2>${title}</h2></section>`

test('the element that a template consists of says where the template stands', () => {
  expect(renderToString(card('one'))).toBe(
    `<section data-phx-loc="${lineOf('const card =')}" class="one"><h2>one</h2></section>`,
  )
  expect(renderToString(card('two'))).toContain(lineOf('const card ='))
})

test('a template of several elements, or of none, is left as it is', () => {
  expect(renderToString(html`<i></i><b></b>`)).toBe('<i></i><b></b>')
  expect(renderToString(html`only ${'text'}`)).toBe('only text')
})

test('what was made before is left as it is', () => {
  expect(renderToString(before)).toBe('<p>before</p>')
})

test('a live page says it, too', async () => {
  const view = await openView(
    liveView({
      mount: () => ({}),
      render: () => html`
      <main>${card('a')}${card('b')}</main>`,
    }),
  )
  expect(view.count(`section[data-phx-loc="${lineOf('const card =')}"]`)).toBe(2)
  expect(view.attribute('main', 'data-phx-loc')).toBe(lineOf('render: () => html'))
})
