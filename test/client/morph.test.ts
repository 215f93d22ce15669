import { join } from 'node:path'
import { build } from 'esbuild'
import fc from 'fast-check'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import type {} from './support/window.ts'

let browser: TestBrowser
let page: Page
beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'support/morph-page.ts')],
    bundle: true,
    format: 'iife',
    write: false,
  })
  browser = await openBrowser()
  page = (await browser.newPage()).page
  await page.setContent('<main></main>')
  await page.addScriptTag({ content: outputFiles[0]!.text })
})
afterAll(() => browser.close())

const morph = (before: string, after: string) =>
  page.evaluate(([before, after]) => window.morph(before, after), [before, after] as const)

/** An element: those with a name are the same wherever they stand. */
interface Element {
  readonly tag: string
  readonly id: string | undefined
  readonly inside: readonly Node[]
}
type Node = string | Element

const names = [...'abcdefg']

const { nodes } = fc.letrec<{ nodes: readonly Node[] }>((tie) => ({
  nodes: fc.array(
    fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('x', 'y'),
      fc.record({
        tag: fc.constantFrom('div', 'b'),
        id: fc.option(fc.constantFrom(...names), { nil: undefined }),
        inside: tie('nodes'),
      }),
    ),
    { maxLength: 5 },
  ),
}))

/** The markup; a name that has stood before is left out, as no page has it twice. */
function htmlOf(nodes: readonly Node[], used = new Set<string>()): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return `${node}<!--|-->`
      const id = node.id !== undefined && !used.has(node.id) ? node.id : undefined
      if (id !== undefined) used.add(id)
      const tag = id === undefined ? node.tag : 'div'
      return `<${tag}${id === undefined ? '' : ` id="${id}"`}>${htmlOf(node.inside, used)}</${tag}>`
    })
    .join('')
}

const idsOf = (html: string) => [...html.matchAll(/id="(.)"/g)].map(([, id]) => id!)

test('whatever stood there, the page becomes like its next version, and what has an id stays the same', async () => {
  const markup = nodes.map((nodes) => htmlOf(nodes))
  await fc.assert(
    fc.asyncProperty(markup, markup, async (before, after) => {
      const { html, kept } = await morph(before, after)
      expect(html).toBe(after)
      const known = new Set(idsOf(before))
      expect(kept).toEqual(idsOf(after).filter((id) => known.has(id)))
    }),
    { numRuns: 300 },
  )
})

const list = (...ids: string[]) => ids.map((id) => `<i id="${id}">${id}</i> `).join('')

test.for([
  ['the first goes', 'abcdef', 'bcdef', 0],
  ['one in the middle goes', 'abcdef', 'abdef', 0],
  ['the first becomes the last', 'abcdef', 'bcdefa', 2],
  ['the last becomes the first', 'abcdef', 'fabcde', 2],
  ['two neighbours change places', 'abcdef', 'abdcef', 2],
  ['one is new at the start', 'abcdef', 'gabcdef', 2],
] as const)('rows that stay in order are not moved: %s', async ([, before, after, most]) => {
  const { html, kept, placed } = await morph(list(...before), list(...after))
  expect(html).toBe(list(...after))
  expect(kept.join('')).toBe(after.replace('g', ''))
  expect(placed).toBeLessThanOrEqual(most)
})

test('an element that comes before another leaves that as it is', async () => {
  const { html } = await morph('<ul><li id="a"></li></ul>', '<p>new</p><ul><li id="a"></li></ul>')
  expect(html).toBe('<p>new</p><ul><li id="a"></li></ul>')
})

test('attributes keep their namespace', async () => {
  const svg = (name: string, more = '') => `<svg><use xlink:href="#${name}"${more}></use></svg>`
  await morph(svg('one'), svg('two', ' x="1"'))
  const read = () =>
    page.$eval('use', (use) => [
      use.getAttributeNS('http://www.w3.org/1999/xlink', 'href'),
      use.getAttribute('x'),
    ])
  expect(await read()).toEqual(['#two', '1'])
  await morph('<svg><use></use></svg>', svg('three'))
  expect(await read()).toEqual(['#three', null])
})
