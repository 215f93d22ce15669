import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { telemetry } from '../../src/live/kit/telemetry.ts'
import { root } from './markdown.ts'

const page = readFileSync(join(root, 'docs/telemetry.md'), 'utf8')

test('the table of channels has each one, with its kind and its members', () => {
  const rows = [...page.matchAll(/^\| `([^`]+)` \| (\w+) \| [^|]+ \| (.*) \|$/gm)]
  const listed = rows.map(([, name = '', kind, members = '']) => [
    name,
    { kind, members: members.replaceAll('`', '').split(', ') },
  ])
  expect(Object.fromEntries(listed)).toEqual(telemetry)
})
