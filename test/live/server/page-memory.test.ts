import { html, liveView, Type } from 'oriel'
import { expect, test } from 'vitest'
import { giveBack, pageMemory } from '../../../src/live/server/page-memory.ts'
import { useServer } from './serve.ts'

const KB = 1024

const serve = useServer()

test('memory that is given back is used for the next page, of whatever size', () => {
  const page = pageMemory(100 * KB)
  page.fill('a')
  giveBack(page)
  const next = pageMemory(50 * KB)
  expect(next).toHaveLength(50 * KB)
  expect(next.every((byte) => byte === 97)).toBe(true)
  expect(pageMemory(50 * KB).includes('a')).toBe(false)
})

test('who keeps a page that was given back finds nothing in it, and not the next one', () => {
  const page = pageMemory(100 * KB)
  giveBack(page)
  pageMemory(100 * KB).fill('b')
  expect(page).toHaveLength(0)
})

test('a page is given back once', () => {
  const page = pageMemory(100 * KB)
  giveBack(page)
  giveBack(page)
  const [one, other] = [pageMemory(100 * KB).fill('c'), pageMemory(100 * KB).fill('d')]
  expect([one[0], other[0]]).toEqual([99, 100])
})

test.for([100, 200 * KB])('a page of %i bytes has memory of its own', (bytes) => {
  const page = pageMemory(bytes)
  expect(page).toHaveLength(bytes)
  giveBack(page)
  expect(page).toHaveLength(bytes)
})

test('pages that are asked for at once, some of them by browsers that go away, show each what it should', async () => {
  const view = liveView({
    params: Type.Object({ word: Type.String() }),
    mount: ({ params }) => ({ text: `${params.word} `.repeat(1000) }),
    render: ({ text }) => html`<p>${text}</p>`,
  })
  const { url } = await serve({ routes: [{ path: '/say/:word', view }] })
  const ask = async (word: string, signal: AbortSignal | null = null) =>
    (await fetch(`${url}/say/${word}`, { signal })).text()
  const words = Array.from({ length: 120 }, (_, i) => `word-${i}`)
  const asked = words.map((word, i) => {
    const gone = i % 3 === 0 ? new AbortController() : undefined
    const answer = ask(word, gone?.signal).catch(() => 'gone away')
    if (gone) setTimeout(() => gone.abort(), i / 4)
    return answer
  })
  for (const [i, text] of (await Promise.all(asked)).entries()) {
    if (text === 'gone away') continue
    expect(text.match(/word-\d+/g)).toEqual(Array(1000).fill(words[i]))
  }
  expect(await ask('last')).toContain('last '.repeat(1000))
})
