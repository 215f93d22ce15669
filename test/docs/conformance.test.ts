import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { localPubSub } from 'oriel/bus'
import { expect, test } from 'vitest'
import { pages } from '../gallery/routes.ts'
import { Accounts } from '../gallery/sign-in/accounts.ts'
import { root } from './markdown.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const page = read('docs/conformance.md')

/** The files of tests by the name that the page gives them. */
const files = new Map(
  [...page.matchAll(/^\[([\w/-]+)\]: \.\.\/(\S+)$/gm)].map(([, name = '', file = '']) => [name, file]),
)

/** The cells of the last column of the tables, each taken apart. */
const cells = [...page.matchAll(/^\| (.*?) \| (\[.*) \|$/gm)].map(([, what = '', held = '']) => ({
  what,
  held: held.split(' · ').map((each) => /^\[([\w/-]+)\](?: (.+))?$/.exec(each)?.slice(1) ?? [each]),
}))

/** The paths of a row about pages of the gallery: its tests open the first, and go from there to the others. */
const pathsOf = ({ what }: { readonly what: string }) =>
  /^`\//.test(what) ? what.replaceAll('`', '').split(', ') : []

const isPath = (cell: { readonly what: string }) => pathsOf(cell).length > 0

/** The titles in a file, without the client that they hold for, and with `…` for what is filled in. */
const titlesIn = (file: string): ReadonlySet<string> => {
  const calls = /\btest(?:\.\w+\((?:[^()]|\([^()]*\))*\))?\(\s*(['"`])((?:(?!\1).)+)\1/g
  const titles = [...read(file).matchAll(calls)].map(([, , title = '']) => title)
  return new Set(
    titles.map((title) =>
      title.replace(/^(?:%s|official|oriel) client: /, '').replaceAll(/\$\{[^}]*\}|%[sd]/g, '…'),
    ),
  )
}

test('every test that the page names is there', () => {
  const named = cells.filter((cell) => !isPath(cell)).flatMap(({ held }) => held)
  expect(named.length).toBeGreaterThan(200)
  const isMissing = ([name = '', title = '']: readonly string[]) => {
    const file = files.get(name)
    return file === undefined || !titlesIn(file).has(title)
  }
  expect(named.filter(isMissing)).toEqual([])
})

test('every page of the gallery is named, with tests that open it', () => {
  const listed = cells.filter(isPath)
  const paths = pages(localPubSub(), new Accounts()).map(({ path }) => path)
  expect(paths.filter((path) => !listed.flatMap(pathsOf).includes(path))).toEqual([])
  const opens = (path: string, [name = '']: readonly string[]) => {
    const pattern = path.replaceAll(/:\w+/g, `[^/'"\`?]+`)
    return new RegExp(`['"\`]${pattern}['"\`?#]`).test(read(files.get(name) ?? 'README.md'))
  }
  const astray = listed.flatMap((cell) => {
    const [first = ''] = pathsOf(cell)
    return cell.held.filter((each) => !opens(first, each)).map(([name]) => `${first} in ${name}`)
  })
  expect(astray).toEqual([])
})

test('no file of tests is listed that no row names', () => {
  const named = new Set(cells.flatMap(({ held }) => held.map(([name = '']) => name)))
  const prose = page.slice(0, page.indexOf('\n## '))
  expect([...files.keys()].filter((name) => !named.has(name) && !prose.includes(`[${name}]`))).toEqual([])
})
