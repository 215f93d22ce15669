import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { LiveView, Template } from 'oriel'
import { localPubSub, type PubSub } from 'oriel/bus'
import { renderToString } from 'oriel/server'
import { openView } from 'oriel/testing'
import { afterAll, describe, expect, test } from 'vitest'
import { type Page, readPage, readPages, root } from './markdown.ts'
import { samplesOf, writeSamples } from './sample-project.ts'

const pages = readPages().filter((page) => samplesOf(page).length > 0)
const project = writeSamples(pages)
afterAll(project.remove)

test('every sample of the documentation compiles', async () => {
  const tsc = join(root, 'node_modules/.bin/tsc')
  const check = promisify(execFile)(tsc, ['-p', project.tsconfig], { timeout: 110_000 })
  const complaints = await check.then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  )
  expect(complaints).toBe('')
}, 120_000)

test('the view of the README counts for everybody who looks at it', async () => {
  const readme = readPage('README.md')
  const { counterLive } = (await import(project.path(readme, 'counter-live.ts'))) as {
    counterLive: (pubsub: PubSub) => LiveView
  }
  const pubsub = localPubSub()
  const [mine, theirs] = [
    await openView(counterLive(pubsub), { pubsub }),
    await openView(counterLive(pubsub), { pubsub }),
  ]
  await mine.click('button')
  await mine.settled()
  await theirs.settled()
  expect(mine.text('p')).toBe('Together we have counted to 1, 1 of it by you.')
  expect(theirs.text('p')).toBe('Together we have counted to 1, 0 of it by you.')
})

const htmlOf = (page: Page) =>
  page.blocks.filter(({ language }) => language === 'html').map(({ code }) => code.trim())

test.each(pages.filter((page) => htmlOf(page).length > 0))(
  'the templates of $file show what it says',
  async (page) => {
    const { shown } = (await import(project.module(page))) as { shown: readonly Template[] }
    expect(shown.map((template) => renderToString(template).trim())).toEqual(htmlOf(page))
  },
)

// Importing a test file in the middle of one makes its tests part of it.
for (const page of pages) {
  const tests = samplesOf(page).filter(({ name }) => name.endsWith('.test.ts'))
  for (const { name } of tests) {
    describe(`${page.file}: ${name}`, async () => {
      await import(project.path(page, name))
    })
  }
}
