import { each, html, stream } from 'oriel'
import { expect, test } from 'vitest'
import { htmlOf } from '../../../src/live/render/page.ts'
import { bytesOf } from '../../../src/live/render/page-bytes.ts'
import type { ListPrint } from '../../../src/live/render/print.ts'
import { render, renderOnce } from '../../../src/live/render/render.ts'
import { Rendered } from '../../../src/live/render/rendered.ts'

interface Person {
  readonly id: string
  readonly name: string
}

const idOf = ({ id }: Person) => id
const row = ({ name }: Person) => html`<li title="${name}">${name}</li>`
const persons = (): readonly Person[] =>
  Array.from({ length: 30 }, (_, i) => ({ id: `p${i}`, name: `Zoë ${i} <&> 日本 🙂` }))

const page = (viewer: string, people = persons()) =>
  html`<h1>Ça va, ${viewer}?</h1><ul>${each(people, idOf, row)}</ul><ol>${each(people.slice(0, 2), idOf, row)}</ol>`

test('the bytes of a page are its HTML in UTF-8', () => {
  const print = render(page('Ana'))
  expect(bytesOf(print).toString()).toBe(htmlOf(print))
  expect(bytesOf(render(html``))).toHaveLength(0)
})

test('a long list is turned into bytes once for all pages that show it, and its text is not kept beside them', () => {
  const people = persons()
  const prints = [render(page('Ana', people)), render(page('Ben', people))]
  const [one, other] = prints.map(({ parts }) => parts[1] as ListPrint)
  expect(other).toBe(one)
  bytesOf(prints[0]!)
  const bytes = one?.bytes
  expect(bytes).toBeDefined()
  bytesOf(prints[1]!)
  expect(one?.bytes).toBe(bytes)
  expect(one?.html).toBeUndefined()
})

test('what waits in streams that are alike is turned into bytes once, too', () => {
  const people = persons()
  const print = () => render(html`<ul>${each(stream(people), row)}</ul>`)
  const streams = [print(), print()].map((made) => {
    expect(bytesOf(made).toString()).toBe(htmlOf(made))
    const [shown] = made.parts
    return typeof shown === 'object' && shown.kind === 'stream' ? shown.changes : undefined
  })
  expect(streams[0]?.bytes).toBeDefined()
  expect(streams[1]?.bytes).toBe(streams[0]?.bytes)
})

test('what a view shows stands in its document as it is, however often the document puts it there', () => {
  const shown = render(page('Ana'))
  const content = html`<main>${new Rendered(shown)}</main>`
  const around = html`<title>${'a < b'}</title>${content}<hr>${[content]}`
  const twice = `<main>${htmlOf(shown)}</main>`
  expect(bytesOf(renderOnce(around)).toString()).toBe(`<title>a &lt; b</title>${twice}<hr>${twice}`)
})

test('a document is not kept for others to be compared with', () => {
  const around = (title: string) => html`<title>${title}</title>`
  const known = render(around('Ana'))
  expect(renderOnce(around('Ana'))).not.toBe(known)
  renderOnce(around('Ben'))
  expect(render(around('Ana'))).toBe(known)
})
