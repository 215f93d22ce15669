import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

interface Module {
  readonly file: string
  readonly part: string
  readonly source: string
  /** What its import lines name, as written. */
  readonly imports: readonly string[]
}

const root = join(import.meta.dirname, '..')
const framework = [
  'kit',
  'wire',
  'changeset',
  'template',
  'form',
  'components',
  'render',
  'bus',
  'view',
  'upload',
  'actor',
  'server',
  'testing',
].map((folder) => `src/live/${folder}`)

/** Each part of the tree, and what its modules may import besides their own folder and packages. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(framework.map((folder, position) => [folder, framework.slice(0, position)])),
  // The browser has it too.
  'src/live/wire': [],
  'src/live': framework,
  migrations: [],
  'src/db': ['migrations'],
  'src/chatter': ['oriel/bus', 'oriel/changeset', 'src/db'],
  views: ['oriel', 'oriel/changeset', 'src/chatter'],
  src: ['oriel', 'oriel/bus', 'oriel/server', 'migrations', 'src/db', 'src/chatter', 'views'],
  'client/live': ['src/live/wire'],
  'client/debug': ['src/live/wire'],
  client: ['client/live', 'client/debug'],
}

/** Parts that others enter by one module only. */
const doors: Readonly<Record<string, string>> = {
  'src/chatter': 'src/chatter/index.ts',
  'client/live': 'client/live/index.ts',
  'client/debug': 'client/debug/index.ts',
}

const frameworkDoors: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries<{ 'oriel-source': string }>(
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).exports,
  ).map(([door, targets]) => [join('oriel', door), join(targets['oriel-source'])]),
)

const modules = ['src', 'views', 'client', 'migrations'].flatMap(readModules)
const byFile = new Map(modules.map((module) => [module.file, module]))

function readModules(folder: string): Module[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const file = join(folder, name)
      const source = readFileSync(join(root, file), 'utf8')
      return { file, part: partOf(file), source, imports: importsOf(source) }
    })
}

function partOf(file: string): string {
  const folder = dirname(file)
  return folder in allowed || folder === '.' ? folder : partOf(folder)
}

function importsOf(source: string): string[] {
  const lines = source.matchAll(/^(?:import|export)\b[^'"`;]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'/gm)
  const calls = source.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)
  return [...lines, ...calls].map(([, from, bare]) => from ?? bare ?? '')
}

const isRelative = (name: string) => name.startsWith('.')

/** The file that an import names, if it is one of ours. */
function targetOf(module: Module, name: string): string | undefined {
  return isRelative(name) ? join(dirname(module.file), name) : frameworkDoors[name]
}

/** The part that an import reaches, which for a door of the framework is the door's own name. */
function reached(module: Module, name: string): string | undefined {
  if (!isRelative(name)) return name in frameworkDoors ? name : undefined
  const target = targetOf(module, name) as string
  return target.endsWith('.ts') ? partOf(target) : undefined
}

/** Every import that `isWrong`, as "file → what it imports". */
const offenders = (isWrong: (module: Module, name: string) => boolean): string[] =>
  modules.flatMap((module) =>
    module.imports.filter((name) => isWrong(module, name)).map((name) => `${module.file} → ${name}`),
  )

const filesWith = (pattern: RegExp, among: readonly Module[] = modules): string[] =>
  among.filter(({ source }) => pattern.test(source)).map(({ file }) => file)

/** The files of one import cycle for each module from which a search found one. */
function cycles(): string[] {
  const done = new Set<string>()
  const found: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (done.has(file) || path.includes(file)) return
    const module = byFile.get(file)
    for (const name of module?.imports ?? []) {
      const target = targetOf(module as Module, name)
      if (target) visit(target, [...path, file])
    }
    done.add(file)
  }
  for (const { file } of modules) visit(file, [])
  return found
}

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}

describe('the architecture', () => {
  test('is read from the whole tree', () => {
    const seen = new Set(modules.map(({ part }) => part))

    expect([...seen].sort()).toEqual(Object.keys(allowed).sort())
    expect(modules.length).toBeGreaterThan(100)
    expect(modules.flatMap(({ imports }) => imports).length).toBeGreaterThan(modules.length)
  })

  test('has no import of a file that is not there', () => {
    const isLost = (module: Module, name: string) => {
      const target = targetOf(module, name)
      return target?.endsWith('.ts') === true && !byFile.has(target)
    }

    expect(offenders(isLost)).toEqual([])
    expect(offenders((_, name) => name.startsWith('oriel') && !(name in frameworkDoors))).toEqual([])
  })

  test('lets each part import only what comes before it', () => {
    const isUphill = (module: Module, name: string) => {
      const part = reached(module, name)
      return part !== undefined && part !== module.part && !allowed[module.part]?.includes(part)
    }

    expect(offenders(isUphill)).toEqual([])
  })

  test('lets others in by the doors only', () => {
    const passesDoor = (module: Module, name: string) => {
      const part = reached(module, name)
      if (part === undefined || part === module.part || !(part in doors)) return false
      return targetOf(module, name) !== doors[part]
    }

    expect(offenders(passesDoor)).toEqual([])
  })

  test('has no import cycle', () => {
    expect(cycles()).toEqual([])
  })

  test('names each export of a module by hand', () => {
    expect(filesWith(/^export (?:default\b|\*)|^export \{[^}]*\bas default\b/m)).toEqual([])
    expect(modules.map(({ file }) => file).filter(isInnerIndex)).toEqual([])
  })

  const isInnerIndex = (file: string) =>
    file.endsWith('/index.ts') &&
    ![...Object.values(doors), ...Object.values(frameworkDoors), 'migrations/index.ts'].includes(file)

  test('keeps every file within 250 lines', () => {
    const isLong = ({ source }: Module) => source.trimEnd().split('\n').length > 250

    expect(modules.filter(isLong).map(({ file }) => file)).toEqual([])
  })

  test('shows no `any` at a door', () => {
    const atDoors = Object.values(frameworkDoors).flatMap((file) => {
      const door = byFile.get(file)
      return door ? [door, ...door.imports.map((name) => byFile.get(targetOf(door, name) ?? ''))] : []
    })
    const sources = atDoors
      .filter((module) => module !== undefined)
      .map((module) => ({ ...module, source: withoutComments(module.source) }))

    expect(sources.length).toBeGreaterThan(20)
    expect(filesWith(/(?:[:<|&,=]|\bas)\s*any\b/, sources)).toEqual([])
  })
})
