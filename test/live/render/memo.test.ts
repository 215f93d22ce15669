import { html, memo } from 'oriel'
import { expect, test, vi } from 'vitest'
import { encodeMessage } from '../../../src/live/render/message.ts'
import { render } from '../../../src/live/render/render.ts'

const view = (dependency: unknown, make: () => string) =>
  html`<main>${memo([dependency], () => html`<p>${make()}</p>`)}</main>`

test('a memo is made again only when a dependency is another value', () => {
  const make = vi.fn(() => 'made')
  const first = render(view('a', make))
  const second = render(view('a', make), first)
  const third = render(view('b', make), second)
  expect(make).toHaveBeenCalledTimes(2)
  expect(encodeMessage(first, second)).toBe('{}')
  expect(encodeMessage(second, third)).toBe('{}')
})

test('a memo whose dependency changed sends what changed inside', () => {
  const first = render(view(1, () => 'one'))
  const second = render(
    view(2, () => 'two'),
    first,
  )
  expect(encodeMessage(first, second)).toBe('{"0":{"0":"two"}}')
})

test('NaN as a dependency is the same value as before', () => {
  const make = vi.fn(() => 'made')
  render(view(Number.NaN, make), render(view(Number.NaN, make)))
  expect(make).toHaveBeenCalledTimes(1)
})
