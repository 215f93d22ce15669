import { expect, test } from 'vitest'
import { joined, livePages } from './support/live-page.ts'

const open = livePages()

test('a row at the edge of the view asks for more, again when others took its place', async () => {
  const rows = (from: number) =>
    Object.fromEntries(Array.from({ length: 3 }, (_, i) => [i, { 0: `r-${from + i}`, 1: `${from + i}` }]))
  const ids = (from: number) => [from + 2, from + 1, from].map((n) => [`r-${n}`, -1, null, null] as const)
  const { page, server } = await open({
    s: ['<div id="list" phx-update="stream" phx-viewport-bottom="more">', '</div>'],
    0: { s: ['<p id="', '">', '</p>'], k: { ...rows(1), kc: 3 }, stream: ['0', ids(1), []] },
  })
  await joined(page)
  const first = await server.next('event')
  expect(first.payload).toEqual({ type: 'hook', event: 'more', value: { id: 'r-3' } })
  first.reply({ diff: { 0: { k: { ...rows(4), kc: 3 }, stream: ['0', ids(4), []] } } })
  expect((await server.next('event')).payload.value).toEqual({ id: 'r-6' })
})
