import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeMessage } from '../../../src/live/render/message.ts'
import { htmlOf } from '../../../src/live/render/page.ts'
import { bytesOf } from '../../../src/live/render/page-bytes.ts'
import type { NodePrint } from '../../../src/live/render/print.ts'
import { render } from '../../../src/live/render/render.ts'
import { markup } from '../../../src/live/wire/markup.ts'
import { merge } from '../../../src/live/wire/merge.ts'
import type { Diff, Tree } from '../../../src/live/wire/tree.ts'
import { complaints, templatesNamed } from './minimal.ts'
import { histories, markupOf, type Page, templateOf } from './pages.ts'

/** Shows the pages one after another, as one view does, and gives each message with the prints around it. */
function* messagesOf(pages: readonly Page[]) {
  let before: NodePrint | undefined
  for (const page of pages) {
    const after = render(templateOf(page), before)
    yield { page, after, message: encodeMessage(before, after) }
    before = after
  }
}

const read = (message: string): Diff => JSON.parse(message)

test('the messages of any history, merged, give the page as a fresh render shows it', () => {
  fc.assert(
    fc.property(histories, (pages) => {
      let tree: Tree | undefined
      for (const { page, message } of messagesOf(pages)) {
        tree = merge(tree, read(message) as Tree)
        expect(markup(tree).html).toBe(markupOf(page))
        const print = render(templateOf(page))
        expect(htmlOf(print)).toBe(markupOf(page))
        expect(bytesOf(print).toString()).toBe(markupOf(page))
      }
    }),
  )
})

test('a message carries nothing that its browser has already', () => {
  fc.assert(
    fc.property(histories, (pages) => {
      let tree: Tree | undefined
      for (const { message } of messagesOf(pages)) {
        if (tree) expect(complaints(tree, read(message) as Tree)).toEqual([])
        tree = merge(tree, read(message) as Tree)
      }
    }),
  )
})

test('a message carries each template that it names once, and no other', () => {
  fc.assert(
    fc.property(histories, (pages) => {
      for (const { message } of messagesOf(pages)) {
        const { p = {}, ...tree } = read(message) as Tree
        expect(Object.keys(p).map(Number)).toEqual([...templatesNamed(tree)].sort((a, b) => a - b))
        expect(message.split('"p":').length - 1).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('a page that shows the same again sends nothing', () => {
  fc.assert(
    fc.property(histories, (pages) => {
      for (const { page, after } of messagesOf(pages)) {
        expect(encodeMessage(after, render(templateOf(structured(page)), after))).toBe('{}')
      }
    }),
  )
})

/** The same page in lists that were made anew, of the same items. */
const structured = (page: Page): Page =>
  page.kind === 'list' || page.kind === 'mixed' ? { ...page, items: [...page.items] } : page

test('two views that show the same send the same bytes', () => {
  fc.assert(
    fc.property(histories, (pages) => {
      const [one, other] = [messagesOf(pages), messagesOf(pages)].map((all) =>
        [...all].map(({ message }) => message),
      )
      expect(one).toEqual(other)
    }),
  )
})
