import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { privateNames } from '../../client/private-names.mjs'

const root = join(import.meta.dirname, '../..')
const live = 'client/live'

/** Where the client says what an app calls and is given, and what the server answers. */
const open = ['hook', 'js', 'live', 'options', 'push-event', 'responses', 'uploader'].map(
  (name) => `${live}/${name}.ts`,
)

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))

/** The private names that are found in these files in one of these ways. */
function namesIn(files: readonly string[], ...ways: readonly ((name: string) => string)[]): string[] {
  const text = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n')
  return privateNames.filter((name) => ways.some((way) => new RegExp(way(name), 'm').test(text)))
}

const declared = (name: string) => `^\\s+(?:readonly |get )?${name}\\??[(:<]|'${name}'`
const used = (name: string) => `\\.${name}\\b`

test('each private name is that of a member of the client', () => {
  expect(namesIn(sourcesIn(live), declared, used)).toEqual(privateNames)
  expect(privateNames).toEqual([...new Set(privateNames)].sort())
})

test('no private name is that of something that an app sees or that travels', () => {
  expect(namesIn(open, declared)).toEqual([])
  expect(namesIn(sourcesIn('src/live/wire'), declared, used)).toEqual([])
})

test('the scripts that are bundled with the client have no members of these names', () => {
  expect(namesIn([...sourcesIn('client/hooks'), ...sourcesIn('client/debug')], declared, used)).toEqual([])
})
