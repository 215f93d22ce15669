import { each, html, stream } from 'oriel'
import { expect, test } from 'vitest'
import { encodeMessage } from '../../../src/live/render/message.ts'
import type { NodePrint } from '../../../src/live/render/print.ts'
import { render } from '../../../src/live/render/render.ts'
import type { Template } from '../../../src/live/template/html.ts'

interface Word {
  readonly id: string
  readonly text: string
}

const words = (text: string): readonly Word[] => text.split(' ').filter(Boolean).map(wordOf)
const known = new Map<string, Word>()

/** One immutable item for each spelling; its first letter is its key. */
function wordOf(text: string): Word {
  const word = known.get(text) ?? { id: text[0]!, text }
  known.set(text, word)
  return word
}

const idOf = ({ id }: Word) => id
const row = ({ text }: Word) => html`<li>${text}</li>`
const list = (text: string) => html`<ul>${each(words(text), idOf, row)}</ul>`

/** A stream as a view owns it. */
function ownedStream(...first: readonly Word[]) {
  const words = stream(first)
  words.bind('stream', '0', { changed() {} })
  return words
}

/** The message that takes a browser from one template to another. */
function change(before: Template, after: Template): Readonly<Record<string, unknown>> {
  const first = render(before)
  return JSON.parse(encodeMessage(first, render(after, first)))
}

/** The same, of two lists of words. */
const listChange = (before: string, after: string) => change(list(before), list(after))['0']

test('a page in full carries every hole, the number of each template, and each template once', () => {
  const inner = (text: string) => html`<i>${text}</i>`
  const page = render(html`<p>${inner('a')} ${inner('b')}</p>`)
  const [outer, nested] = [page.shape.number, (page.parts[0] as NodePrint).shape.number]
  expect(JSON.parse(encodeMessage(undefined, page))).toMatchObject({
    0: { 0: 'a', s: nested, r: 1 },
    1: { 0: 'b', s: nested, r: 1 },
    s: outer,
    p: { [outer]: ['<p>', ' ', '</p>'], [nested]: ['<i>', '</i>'] },
  })
})

test('a template has one number in the whole process', () => {
  const page = () => html`<p>${1}</p>`
  expect(render(page()).shape).toBe(render(page()).shape)
})

test('a hole that shows another template carries it whole', () => {
  const page = (inner: Template) => html`<p>${inner}</p>`
  const after = html`<b>${'x'}</b>`
  const number = render(after).shape.number
  expect(change(page(html`<i>${'x'}</i>`), page(after))).toEqual({
    0: { 0: 'x', s: number, r: 1 },
    p: { [number]: ['<b>', '</b>'] },
  })
})

test('a hole that goes empty is empty text', () => {
  const page = (shown: boolean) => html`<p>${shown && html`<i>here</i>`}</p>`
  expect(change(page(true), page(false))).toEqual({ 0: '' })
})

test('a number in a hole travels as text, since a bare number would name a component', () => {
  expect(change(html`${1}`, html`${2}`)['0']).toBe('2')
})

test('rows that move travel as the positions that they had, and say so', () => {
  expect(listChange('a b c', 'c a b')).toEqual({ k: { 0: 2, 1: 0, 2: 1, kc: 3, km: true } })
})

test('a row that moves and changes carries both', () => {
  expect(listChange('a b c', 'c a bb')).toEqual({ k: { 0: 2, 1: 0, 2: [1, { 0: 'bb' }], kc: 3, km: true } })
})

test('rows that stay where they are do not travel', () => {
  expect(listChange('a b c', 'a bb c')).toEqual({ k: { 1: { 0: 'bb' }, kc: 3 } })
})

test('a row that is appended does not say that rows have moved', () => {
  expect(listChange('a b', 'a b c')).toEqual({ k: { 2: { 0: 'c' }, kc: 3 } })
})

test('rows that are taken from the end are dropped by their count alone', () => {
  expect(listChange('a b c', 'a')).toEqual({ k: { kc: 1 } })
})

test('a new row where another one stood carries every hole', () => {
  const pairRow = ({ id, text }: Word) => html`<li id="${id}">${text.length} ${html`<i>${text}</i>`}</li>`
  const page = (text: string) => html`<ul>${each(words(text), idOf, pairRow)}</ul>`
  const nested = expect.objectContaining({ 0: 'bat', s: expect.any(Number) })
  expect(change(page('ant'), page('bat'))['0']).toEqual({
    k: { 0: { 0: ' id="b"', 1: '3', 2: nested }, kc: 1 },
  })
})

test('an empty list is empty text, and its template travels with its first rows', () => {
  const page = render(list(''))
  expect(page.parts).toMatchObject([{ rows: [] }])
  expect(JSON.parse(encodeMessage(undefined, page))['0']).toBe('')
  const filled = change(list(''), list('a'))
  expect(filled).toMatchObject({ 0: { s: expect.any(Number), k: { 0: { 0: 'a' }, kc: 1 } } })
  expect(Object.values(filled['p'] as object)).toEqual([['<li>', '</li>']])
  expect(listChange('a', '')).toBe('')
})

test('rows of different templates are wrapped each', () => {
  const mixed = ({ text }: Word) => (text.length > 1 ? html`<b>${text}</b>` : html`<i>${text}</i>`)
  const page = (text: string) => html`${each(words(text), idOf, mixed)}`
  const node = (text: string) => expect.objectContaining({ 0: text, s: expect.any(Number) })
  const both = { s: ['', ''], k: { 0: { 0: node('a') }, 1: { 0: node('bb') }, kc: 2 } }
  expect(change(page('a b'), page('a bb'))['0']).toEqual(both)
  expect(change(page('a bb'), page('a bbb'))['0']).toEqual({ k: { 1: { 0: { 0: 'bbb' } }, kc: 2 } })
})

test('a plain array is told apart by position', () => {
  const page = (...values: readonly string[]) => html`${values}`
  expect(change(page('a', 'b'), page('b', 'b', 'c'))['0']).toEqual({
    k: { 0: { 0: 'b' }, 2: { 0: 'c' }, kc: 3 },
  })
})

test('two items with one key are refused, and the key is named', () => {
  expect(() => render(list('a ant'))).toThrow('Two items of a list have the key "a". Make keys unique.')
})

test('a template that is kept is not looked into again', () => {
  let looks = 0
  const spy = {
    get id() {
      looks++
      return 'a'
    },
    text: 'spied',
  }
  const kept = html`<ul>${each([spy], idOf, row)}</ul>`
  const page = (title: string) => html`<h1>${title}</h1>${kept}`
  expect(change(page('one'), page('two'))).toEqual({ 0: 'two' })
  expect(looks).toBe(1)
})

test('a template that is kept still sends what waits in a stream inside it', () => {
  const todos = ownedStream()
  const kept = html`<ul>${each(todos, (_: Word, domId: string) => html`<li id="${domId}"></li>`)}</ul>`
  const page = () => html`<h1>Words</h1>${kept}`
  const empty = render(page())
  todos.flush()
  todos.insert(wordOf('a'))
  expect(encodeMessage(empty, render(page(), empty))).toContain('stream-a')
})

test('an event whose answer replaces the whole page carries no reply of its own', () => {
  expect(change(html`<p>one</p>`, html`<div>two</div>`)).not.toHaveProperty('r')
})

test('an empty stream is sent with a template of its own, and its first rows bring theirs', () => {
  const todos = ownedStream()
  const domRow = ({ text }: Word, domId: string) => html`<li id="${domId}">${text}</li>`
  const page = () => html`<ul>${each(todos, domRow)}</ul>`
  const empty = render(page())
  expect(JSON.parse(encodeMessage(undefined, empty))['0']).toEqual({
    s: [''],
    k: { kc: 0 },
    stream: ['0', [], []],
  })
  todos.flush()
  todos.insert(wordOf('a'))
  const filled = render(page(), empty)
  expect(JSON.parse(encodeMessage(empty, filled))['0']).toEqual({
    s: expect.any(Number),
    k: { 0: { 0: ' id="stream-a"', 1: 'a' }, kc: 1 },
    stream: ['0', [['stream-a', -1, null, null]], []],
  })
  todos.flush()
  expect(encodeMessage(filled, render(page(), filled))).toBe('{}')
})

test('a stream whose rows are known sends new rows without their template', () => {
  const todos = ownedStream(wordOf('a'))
  const domRow = ({ text }: Word, domId: string) => html`<li id="${domId}">${text}</li>`
  const page = () => html`<ul>${each(todos, domRow)}</ul>`
  const first = render(page())
  todos.flush()
  const rested = render(page(), first)
  todos.delete(wordOf('a'))
  todos.insert(wordOf('b'), { at: 0 })
  const message = JSON.parse(encodeMessage(rested, render(page(), rested)))
  expect(message).toEqual({
    0: {
      k: { 0: { 0: ' id="stream-b"', 1: 'b' }, kc: 1 },
      stream: ['0', [['stream-b', 0, null, null]], ['stream-a']],
    },
  })
})

test('a stream that is no assign of its view is refused when it is to be sent', () => {
  const todos = stream([wordOf('a')])
  const page = render(
    html`<ul>${each(todos, ({ text }, domId) => html`<li id="${domId}">${text}</li>`)}</ul>`,
  )
  expect(() => encodeMessage(undefined, page)).toThrow(
    'A view shows a stream that is none of its assigns. Return it from mount, or give it to live.assign',
  )
})
