import fc from 'fast-check'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { joined, livePages } from './support/live-page.ts'

const open = livePages()

/** An element of a page, with those inside it. */
interface Part {
  readonly id: string
  readonly tag: 'p' | 'div'
  readonly hook: string
  readonly title: string
  readonly isIgnored: boolean
}

const part = fc.record<Part>({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  tag: fc.constantFrom('p', 'div'),
  hook: fc.constantFrom('', 'Recorder', 'Other', 'Failing', 'Missing'),
  title: fc.constantFrom('one', 'two'),
  isIgnored: fc.boolean(),
})

/** Pages of up to five elements, each on its own or in a box. */
const pageOf = fc
  .uniqueArray(fc.tuple(part, fc.boolean()), { selector: ([{ id }]) => id, maxLength: 5 })
  .map((parts) =>
    parts.map(([each, isBoxed]) => (isBoxed ? `<section>${htmlOf(each)}</section>` : htmlOf(each))).join(''),
  )

const htmlOf = ({ id, tag, hook, title, isIgnored }: Part) =>
  `<${tag} id="${id}"${hook && ` phx-hook="${hook}"`}${isIgnored ? ' phx-update="ignore"' : ''} title="${title}"></${tag}>`

/** What the recording hooks were told since the last time, and the elements that have such a hook now. */
const read = (page: Page) =>
  page.evaluate(() => ({
    calls: window.calls.splice(0),
    hooked: [...document.querySelectorAll('[phx-hook=Recorder],[phx-hook=Other]')].map(({ id }) => id).sort(),
  }))

test('whatever the patches, each hook that is mounted is destroyed once, and then aborted', {
  timeout: 120_000,
}, async () => {
  const { page, server } = await open({ s: ['<div>', '</div><i>', '</i>'], 0: '', 1: '0' })
  await joined(page)
  const alive = new Set<string>()
  let patches = 0
  await fc.assert(
    fc.asyncProperty(fc.array(pageOf, { minLength: 1, maxLength: 5 }), async (pages) => {
      for (const html of pages) {
        server.push('diff', { 0: html, 1: String(++patches) })
        await page.waitForFunction(
          (count) => document.querySelector('i')?.textContent === count,
          String(patches),
        )
        const { calls, hooked } = await read(page)
        for (const [index, call] of calls.entries()) {
          const [what, id = ''] = call.split(' ')
          if (what === 'mounted') expect(alive.size).toBe(alive.add(id).size - 1)
          if (what === 'destroyed') {
            expect(alive.delete(id)).toBe(true)
            expect(calls[index + 1]).toBe(`aborted ${id}`)
          }
          if (what === 'beforeUpdate' || what === 'updated') expect(alive).toContain(id)
        }
        expect([...alive].sort()).toEqual(hooked)
      }
    }),
    { numRuns: 60 },
  )
})
