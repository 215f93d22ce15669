import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { colocatedHooks } from 'oriel/build'
import { expect, onTestFinished, test } from 'vitest'

/** Bundles a script that lists the names of the hooks which stand in these files. */
async function bundleHooks(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'oriel-hooks-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const { outputFiles } = await build({
    stdin: { contents: "import { hooks } from 'oriel:hooks'\nexport const names = Object.keys(hooks)" },
    plugins: [colocatedHooks(folder)],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]!.text
}

async function namesOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const script = Buffer.from(await bundleHooks(files)).toString('base64')
  const { names } = (await import(`data:text/javascript;base64,${script}`)) as { names: readonly string[] }
  return names
}

test('the hooks of all files beside the views are gathered, and nothing else', async () => {
  const files = {
    'room.ts': 'export const room = 1',
    'room.hooks.ts': 'export const Composer: object = {}\nexport const Scroller = {}',
    'home.hooks.ts': 'const hidden = 1\nexport const Clock = { hidden }\nexport type State = string',
  }
  expect([...(await namesOf(files))].sort()).toEqual(['Clock', 'Composer', 'Scroller'])
})

test('a folder without hooks gives none', async () => {
  expect(await namesOf({ 'room.ts': 'export const room = 1' })).toEqual([])
})

test('two hooks of one name fail the build, which names both files', async () => {
  const twins = { 'a.hooks.ts': 'export const Clock = {}', 'b.hooks.ts': 'export const Clock = {}' }
  await expect(bundleHooks(twins)).rejects.toThrow(
    'The hook Clock is declared in a.hooks.ts and in b.hooks.ts. Give one of them another name.',
  )
})
