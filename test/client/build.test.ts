import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { SourceMap } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildClient } from '../../client/build.mjs'

let folder: string
let manifest: Readonly<Record<string, string>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oriel-build-'))
  manifest = await buildClient({ outdir: folder })
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const read = (name: string) => readFile(join(folder, name), 'utf8')

test('the build names each file after its content, and writes down the names', async () => {
  expect(Object.keys(manifest).sort()).toEqual(['app.css', 'app.js', 'icon.svg'])
  for (const [name, written] of Object.entries(manifest)) {
    const [stem, end] = name.split('.')
    expect(written).toMatch(new RegExp(`^${stem}-\\w{8}\\.${end}$`))
    expect(await read(written)).not.toBe('')
  }
  expect(JSON.parse(await read('manifest.json'))).toEqual(manifest)
})

test('only developers are given the simulated network and the log', async () => {
  expect(await read(manifest['app.js']!)).not.toContain('orielDebug')
  const outdir = join(folder, 'development')
  const { 'app.js': script } = await buildClient({ outdir, isDevelopment: true })
  expect(await read(join('development', script!))).toContain('orielDebug')
})

test('a place in the minified script leads to its line in the sources', async () => {
  const code = await read(manifest['app.js']!)
  const map = JSON.parse(await read(code.match(/sourceMappingURL=(.+)/)![1]!))
  const marked = 'page-loading-'
  const lines = code.slice(0, code.indexOf(marked)).split('\n')

  const place = new SourceMap(map).findEntry(lines.length - 1, lines.at(-1)!.length)

  expect('originalSource' in place && place.originalSource).toMatch(/client\/live\/pages\.ts$/)
  const source = await readFile(join(import.meta.dirname, '../../client/live/pages.ts'), 'utf8')
  expect('originalLine' in place && source.split('\n')[place.originalLine]).toContain(marked)
  expect(map.sourcesContent).toContain(source)
})
