import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { privateNames } from '../../client/private-names.mjs'

const root = join(import.meta.dirname, '../..')
const live = 'client/live'

/** Where the client says what an app calls and is given, and what the server answers. */
const declared = ['hook', 'js', 'live', 'options', 'responses', 'uploader'].map(
  (name) => `${live}/${name}.ts`,
)

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))

/** The private names that are members of something in these files, or that a file has as text. */
function membersIn(files: readonly string[]): string[] {
  const text = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n')
  return privateNames.filter((name) =>
    new RegExp(`\\.${name}\\b|^\\s+(?:readonly |get )?${name}\\??[(:<]|'${name}'`, 'm').test(text),
  )
}

test('each private name is that of a member of the client', () => {
  expect(membersIn(sourcesIn(live))).toEqual(privateNames)
  expect(privateNames).toEqual([...new Set(privateNames)].sort())
})

test('no private name is that of something that an app sees or that travels', () => {
  expect(membersIn(declared)).toEqual([])
  expect(membersIn(sourcesIn('src/live/wire'))).toEqual([])
})

test('the scripts that are bundled with the client have no members of these names', () => {
  expect(membersIn([...sourcesIn('client/hooks'), ...sourcesIn('client/debug')])).toEqual([])
})
