import { each, html, memo, stream, temporary } from 'oriel'
import { expect, test } from 'vitest'
import { encodeMessage } from '../../../src/live/render/message.ts'
import { htmlOf } from '../../../src/live/render/page.ts'
import type { NodePrint } from '../../../src/live/render/print.ts'
import { render } from '../../../src/live/render/render.ts'
import type { Memo } from '../../../src/live/template/memo.ts'

interface Person {
  readonly id: string
  readonly name: string
}

const idOf = ({ id }: Person) => id
const ana = { id: 'a', name: 'Ana' }
const ben = { id: 'b', name: 'Ben' }
const cem = { id: 'c', name: 'Cem' }

/** A row that counts how often it is rendered. */
function countingRow() {
  let calls = 0
  const row = ({ name }: Person, suffix = '') => {
    calls++
    return html`<li>${name}${suffix}</li>`
  }
  return { row, calls: () => calls }
}

test('a row is rendered once for all views that show its item', () => {
  const { row, calls } = countingRow()
  const list = (people: readonly Person[]) => render(html`<ul>${each(people, idOf, row)}</ul>`)
  for (let viewer = 0; viewer < 5; viewer++) list([ana, ben])
  expect(calls()).toBe(2)
  for (let viewer = 0; viewer < 5; viewer++) list([ben, cem, ana])
  expect(calls()).toBe(3)
})

test('a row is rendered anew for other values that it shares, and keeps what it made for the first', () => {
  const { row, calls } = countingRow()
  const list = (mark: string) => htmlOf(render(html`${each([ana], idOf, row, mark)}`))
  expect([list('!'), list('?'), list('!')]).toEqual(['<li>Ana!</li>', '<li>Ana?</li>', '<li>Ana!</li>'])
  expect(calls()).toBe(2)
})

test("a stream's row is rendered once for all views that insert its item", () => {
  let calls = 0
  const row = ({ name }: Person, domId: string) => {
    calls++
    return html`<li id="${domId}">${name}</li>`
  }
  for (let viewer = 0; viewer < 5; viewer++) render(html`<ul>${each(stream([ana, ben]), row)}</ul>`)
  expect(calls).toBe(2)
})

test('views that go from one list to the next share the diff between them', () => {
  const { row } = countingRow()
  const before = [ana, ben]
  const after = [ben, { ...ana, name: 'Ann' }]
  const page = (viewer: string, people: readonly Person[], last?: NodePrint) =>
    render(html`<p>${viewer}</p><ul>${each(people, idOf, row)}</ul>`, last)
  const messages = ['one', 'two', 'three'].map((viewer) => {
    const first = page(viewer, before)
    return { first, message: encodeMessage(first, page(viewer, after, first)) }
  })
  const lists = new Set(messages.map(({ first }) => first.parts[1]))
  expect(lists.size).toBe(1)
  expect(new Set(messages.map(({ message }) => message)).size).toBe(1)
  expect(JSON.parse(messages[0]!.message)).toEqual({
    '1': { k: { '0': 1, '1': [0, { '0': 'Ann' }], kc: 2, km: true } },
  })
})

test('a view that has fallen behind gets the difference from where it stands', () => {
  const { row } = countingRow()
  const page = (people: readonly Person[], last?: NodePrint) =>
    render(html`<ul>${each(people, idOf, row)}</ul>`, last)
  const [one, two, three] = [[ana], [ana, ben], [ana, ben, cem]]
  const slow = page(one!)
  const quick = page(two!, page(one!))
  encodeMessage(slow, quick)
  encodeMessage(quick, page(three!, quick))
  expect(JSON.parse(encodeMessage(slow, page(three!, slow)))).toEqual({
    '0': { k: { '1': { '0': 'Ben', '1': '' }, '2': { '0': 'Cem', '1': '' }, kc: 3 } },
  })
})

test('a row with a stream inside belongs to one view and is not shared', () => {
  let calls = 0
  const inner = stream([{ id: 1 }])
  const leaf = (_: object, domId: string) => html`<i id="${domId}"></i>`
  const row = ({ name }: Person) => {
    calls++
    return html`<li>${name}${each(inner, leaf)}</li>`
  }
  const list = () => render(html`<ul>${each([ana], idOf, row)}</ul>`)
  expect(htmlOf(list())).toBe(htmlOf(list()))
  expect(calls).toBe(2)
})

test('a key function that is written in place shares as a named one does', () => {
  const { row, calls } = countingRow()
  const people = [ana, ben]
  const prints = [1, 2].map(() => render(html`${each(people, (person) => person.id, row)}`).parts[0])
  expect(prints[0]).toBe(prints[1])
  expect(calls()).toBe(2)
})

test('one array under two keys is two lists', () => {
  const { row } = countingRow()
  const twins = [ana, { ...ana, id: 'z' }]
  render(html`${each(twins, idOf, row)}`)
  expect(() => render(html`${each(twins, ({ name }) => name, row)}`)).toThrow(
    'Two items of a list have the key "Ana"',
  )
})

const card = (name: string, count: number) => html`<main>${html`<p>${name}: <b>${count}</b></p>`}</main>`
const shown = (print: NodePrint) => print.parts[0]

test('views that show the same hold one print of it', () => {
  const [one, two, other] = [render(card('Ana', 1)), render(card('Ana', 1)), render(card('Ben', 1))]
  expect(two).toBe(one)
  expect(shown(other)).not.toBe(shown(one))
  expect(htmlOf(other)).toBe('<main><p>Ben: <b>1</b></p></main>')
})

test('views that go on alike hold one print again, and who stays behind keeps the old one', () => {
  const befores = [1, 2, 3].map(() => render(card('Ana', 1)))
  const [one, two] = befores.map((before) => render(card('Ana', 2), before))
  expect(shown(two!)).toBe(shown(one!))
  expect(encodeMessage(befores[0], one!)).toBe('{"0":{"1":"2"}}')
  expect(encodeMessage(befores[2], render(card('Ana', 3), befores[2]))).toBe('{"0":{"1":"3"}}')
})

test('a memo depends on what its own view has given it, where another view shows the same of an equal object', () => {
  let calls = 0
  const page = (user: Person, last?: NodePrint) => {
    const make = () => {
      calls++
      return html`<b>${user.name}</b>`
    }
    return render(html`<p>${memo([user], make)}</p>`, last)
  }
  const [one, other] = [{ ...ana }, { ...ana }]
  const prints = [page(one), page(other)] as const
  expect([page(one, prints[0]), page(other, prints[1])]).toEqual(prints)
  expect(calls).toBe(2)
})

test('a memo that stands in the print of another view is not made for it again, nor does it keep that view', () => {
  const calls: string[] = []
  const user = { name: 'Ana' }
  const page = (viewer: string, last?: NodePrint) =>
    render(
      html`<p>${memo([user], () => {
        calls.push(viewer)
        return html`<b>${user.name}</b>`
      })}</p>`,
      last,
    )
  const [one, two] = [page('one'), page('two')]
  expect(two).toBe(one)
  expect(page('two', two)).toBe(two)
  expect(calls).toEqual(['one', 'two'])
  expect(() => (one.template.values[0] as Memo).make()).toThrow('made anew')
})

test('views with a stream of their own share what stands around it', () => {
  const page = (viewer: string, last?: NodePrint, lines = stream([ana])) =>
    render(
      html`<h1>${viewer}</h1>${html`<p>${'all see this'}</p>`}<ul>${each(lines, (_, id) => html`<li id="${id}"></li>`)}</ul>`,
      last,
    )
  const [one, two] = [page('one'), page('two')]
  expect(two.parts[1]).toBe(one.parts[1])
  expect(two.parts[2]).not.toBe(one.parts[2])
})

test('what views show alike is encoded once for all who are sent it, and nothing is kept for a view that is alone', () => {
  const page = (viewer: string) =>
    render(html`${html`<h1>${viewer}</h1>`}${html`<p>${'for all'} ${html`<b>${'within'}</b>`}</p>`}`)
  const alone = page('Ana').parts[1] as NodePrint
  const first = encodeMessage(undefined, page('Ben'))
  expect(alone.fragment?.json).toContain('within')
  const { fragment } = alone
  const other = page('Cem')
  expect(other.parts[1]).toBe(alone)
  expect(encodeMessage(undefined, other)).toBe(first.replace('Ben', 'Cem'))
  expect(alone.fragment).toBe(fragment)
  expect((other.parts[0] as NodePrint).fragment).toBeUndefined()
})

test('a temporary value that two views show alike stays on the page of each', () => {
  const page = (value: ReturnType<typeof temporary<string>>, count: number, last?: NodePrint) =>
    render(html`<p>${value.show((text) => html`<b>${text}</b>`)}</p><i>${count}</i>`, last)
  const values = [temporary('report'), temporary('report')]
  const firsts = values.map((value) => page(value, 1))
  for (const value of values) value.letGo()
  const seconds = values.map((value, i) => page(value, 2, firsts[i]))
  expect(seconds.map((second, i) => encodeMessage(firsts[i], second))).toEqual(['{"1":"2"}', '{"1":"2"}'])
  expect(seconds.map(htmlOf)).toEqual(Array(2).fill('<p><b>report</b></p><i>2</i>'))
})

test('an array of constant templates is held once by all who show it', () => {
  const rows = ['one', 'two'].map((text) => html`<li>${text}</li>`)
  const page = (viewer: string) => render(html`<h1>${viewer}</h1><ul>${rows}</ul>`)
  expect(page('Ana').parts[1]).toBe(page('Ben').parts[1])
  const fresh = (texts: readonly string[]) =>
    render(html`<h2></h2><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`)
  expect(htmlOf(fresh(['a', 'b']))).toBe('<h2></h2><ul><li>a</li><li>b</li></ul>')
  expect(htmlOf(fresh(['a', 'c']))).toBe('<h2></h2><ul><li>a</li><li>c</li></ul>')
})
