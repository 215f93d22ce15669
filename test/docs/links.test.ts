import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { anchorsOf, linksOf, type Page, readPages, root } from './markdown.ts'

const pages = readPages()
const isOutside = (link: string) => /^https:\/\//.test(link)

/** Links of a page that lead nowhere, as "page → link". */
function brokenLinks(page: Page): readonly string[] {
  const isBroken = (link: string) => {
    const [path = '', anchor] = link.split('#')
    const target = path === '' ? page.file : join(dirname(page.file), path)
    if (!existsSync(join(root, target))) return true
    return anchor !== undefined && !anchorsOf(target).has(anchor)
  }
  return linksOf(page)
    .filter((link) => !isOutside(link) && isBroken(link))
    .map((link) => `${page.file} → ${link}`)
}

test('every link of the documentation leads to a file and a heading that exist', () => {
  expect(pages.length).toBeGreaterThan(15)
  expect(pages.flatMap(linksOf).length).toBeGreaterThan(40)
  expect(pages.flatMap(brokenLinks)).toEqual([])
})

test('every page can be reached from the README', () => {
  const reached = new Set(['README.md'])
  for (const file of reached) {
    const page = pages.find((each) => each.file === file)
    const targets = page ? linksOf(page).map((link) => join(dirname(file), link.split('#')[0] ?? '')) : []
    for (const target of targets) reached.add(target)
  }
  expect(pages.map(({ file }) => file).filter((file) => !reached.has(file))).toEqual([])
})
