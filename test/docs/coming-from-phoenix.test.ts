import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as authors from 'oriel'
import * as build from 'oriel/build'
import * as bus from 'oriel/bus'
import * as changeset from 'oriel/changeset'
import * as components from 'oriel/components'
import * as server from 'oriel/server'
import * as testing from 'oriel/testing'
import { expect, test } from 'vitest'
import { TestView } from '../../src/live/testing/test-view.ts'
import { root } from './markdown.ts'

/** A row of a table: what Phoenix has, what Oriel has, and what there is to say. */
type Row = readonly [phoenix: string, oriel: string, notes: string]

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const page = read('docs/coming-from-phoenix.md')

/** The rows of the tables between a heading and the next, without those of their heads. */
function rowsUnder(heading: string): readonly Row[] {
  const [, section = ''] = page.split(`## ${heading}\n`)
  const lines = section.split('\n## ')[0]!.split('\n')
  return lines
    .filter((line) => /^\| (?!---|Phoenix|Door)/.test(line))
    .map((line) => line.split('|').slice(1, 4) as unknown as Row)
}

const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading)
const rows = headings.filter((heading) => heading !== 'What to import').flatMap(rowsUnder)
const isMissing = ([, oriel]: Row) => /^ (Not built yet|none) $/.test(oriel)

/** What the pattern's group finds in some text, each once, in order of the alphabet. */
const found = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort()

const codeOf = ([, oriel, notes]: Row) => found(`${oriel}|${notes}`, /`([^`]+)`/g).join('\n')
const orielCode = rows.map(codeOf).join('\n')

/** The members of an interface, as its source declares them. */
const membersOf = (file: string, name: string) =>
  found(
    new RegExp(`^export interface ${name}\\b[\\s\\S]*?^}`, 'm').exec(read(file))?.[0] ?? '',
    /^ {2}(?:readonly )?(\w+)[?<(:]/gm,
  )

const methodsOf = (prototype: object) =>
  Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor')
    .sort()

const doors: Readonly<Record<string, readonly string[]>> = {
  oriel: Object.keys(authors).sort(),
  'oriel/bus': Object.keys(bus).sort(),
  'oriel/changeset': Object.keys(changeset).sort(),
  'oriel/components': Object.keys(components).sort(),
  'oriel/server': Object.keys(server).sort(),
  'oriel/testing': Object.keys(testing).sort(),
  'oriel/build': Object.keys(build).sort(),
  // It needs a document, and so is read and not run.
  'oriel/client': found(read('client/live/index.ts'), /^export \{ (\w+)/gm),
  'oriel/client/debug': found(read('client/debug/index.ts'), /^export const (\w+)/gm),
}

test('every row has three columns, and names what Phoenix has', () => {
  expect(rows.length).toBeGreaterThan(150)
  const lines = page.split('\n').filter((line) => line.startsWith('| '))
  expect(lines.filter((line) => line.split('|').length > 5)).toEqual([])
  expect(rows.filter(([phoenix, oriel, notes]) => !phoenix.trim() || !oriel.trim() || !notes)).toEqual([])
})

test('the list of doors has each export, and no other', () => {
  const listed = rowsUnder('What to import').map(([door, exports]) => [
    door.replaceAll(/[ `]/g, ''),
    found(exports, /`(\w+)`/g),
  ])
  expect(Object.fromEntries(listed)).toEqual(doors)
})

test('the tables name every export, and mark nothing else as one', () => {
  const marked = found(rows.flat().join('\n'), /\*\*`(\w+)`\*\*/g)
  // The commands are shown as methods of `js`.
  const expected = [...new Set(Object.values(doors).flat())].filter((name) => name !== 'js').sort()
  expect(marked).toEqual(expected)
})

test('the tables name what a view may define, and what its handle can do', () => {
  const definition = membersOf('src/live/view/live-view.ts', 'LiveViewDefinition')
  const named = found(rowsUnder('Lifecycle').map(codeOf).join('\n'), /^(\w+)/gm)
  expect(definition).toContain('handleEvent')
  expect(definition.filter((name) => !named.includes(name))).toEqual([])
  const handle = [
    ...membersOf('src/live/view/live.ts', 'Live'),
    ...membersOf('src/live/bus/owner.ts', 'Owner'),
  ]
  expect(found(orielCode, /\blive\.(\w+)/g)).toEqual(handle.sort())
})

test('the tables name each command, and what a view under test can do', () => {
  expect(found(orielCode, /\bjs\.(\w+)/g)).toEqual(methodsOf(Object.getPrototypeOf(authors.js)))
  expect(found(orielCode, /\bview\.(\w+)/g)).toEqual(methodsOf(TestView.prototype))
})

test('what the tables do with a stream can be done', () => {
  const used = found(orielCode, /\bitems\.(\w+)\(/g)
  const methods = methodsOf(Object.getPrototypeOf(authors.stream([])))
  expect(used.length).toBeGreaterThan(3)
  expect(used.filter((name) => !methods.includes(name))).toEqual([])
})

/** Attributes that the client makes the names of, by the template that makes them. */
const composed: Readonly<Record<string, readonly string[]>> = {
  '`phx-${type}`': ['phx-keydown', 'phx-keyup', 'phx-focus', 'phx-blur'],
  "`phx-${isOwn ? '' : 'window-'}${type}`": [
    'phx-window-keydown',
    'phx-window-keyup',
    'phx-window-focus',
    'phx-window-blur',
  ],
  '`phx-${binding}`': ['phx-connected', 'phx-disconnected'],
}

/** Every attribute that the sources of the client read; `status.ts` has nothing but classes. */
function knownAttributes(): readonly string[] {
  const files = readdirSync(join(root, 'client/live'), { recursive: true, encoding: 'utf8' })
  const sources = files.filter((file) => file.endsWith('.ts') && file !== 'status.ts')
  const text = sources.map((file) => read(join('client/live', file))).join('\n')
  const literal = found(text, /(?<![-\w])(phx-[a-z-]*[a-z]|phx-value-)(?![-\w])/g)
  const made = Object.entries(composed).flatMap(([template, names]) => (text.includes(template) ? names : []))
  return [...new Set([...literal.filter((name) => !/-(loading|active)$/.test(name)), ...made])].sort()
}

test('the attributes that are said to work are those that the client reads', () => {
  const attributes = rowsUnder('Attributes')
  const namesOf = (some: readonly Row[]) =>
    found(some.map(([phoenix]) => phoenix).join('\n'), /`(phx-[a-z-]+)/g)
  const known = knownAttributes()
  expect(namesOf(attributes.filter((row) => !isMissing(row)))).toEqual(known)
  expect(namesOf(attributes.filter(isMissing)).filter((name) => known.includes(name))).toEqual([])
})

test('the attributes in the other tables are known to the client', () => {
  const known = knownAttributes()
  const isKnown = (name: string) =>
    known.some((each) => name === each || (each.endsWith('-') && name.startsWith(each)))
  const used = found(orielCode, /(?<![-\w.])(phx-[a-z-]+)/g)
  expect(used.length).toBeGreaterThan(2)
  expect(used.filter((name) => !isKnown(name))).toEqual([])
})
