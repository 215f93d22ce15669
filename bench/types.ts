/** Prints what the views of an app cost the compiler, beside a project that has none: `npm run bench:types`. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { childrenCpuTime, hasFigures } from './figures.ts'
import { noViews, viewSource } from './types/sources.ts'

const VIEWS = 60
const ROUNDS = 3
const root = process.cwd()

/** What the compiler has done and used. */
interface Effort {
  readonly seconds: number
  readonly instantiations: number
  readonly types: number
}

const names: readonly (keyof Effort)[] = ['seconds', 'instantiations', 'types']

/** Writes a project that uses the sources of this checkout; gives the path of its configuration. */
function writeProject(folder: string, sources: readonly string[]): string {
  mkdirSync(folder)
  for (const [n, source] of sources.entries()) writeFileSync(join(folder, `view-${n}.ts`), source)
  const project = join(folder, 'tsconfig.json')
  writeFileSync(project, JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['.'] }))
  return project
}

function compile(project: string): Effort {
  const before = childrenCpuTime()
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  // With more threads the compiler does some of the work several times, as it happens to be shared out.
  const args = [compiler, '-p', project, '--extendedDiagnostics', '--singleThreaded']
  const said = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  const figure = (name: string) => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(said)?.[1])
  const seconds = (childrenCpuTime() - before) / 1_000_000
  return { seconds, instantiations: figure('Instantiations'), types: figure('Types') }
}

/** The median of each figure. */
const medianOf = (efforts: readonly Effort[]): Effort => combined((name) => median(efforts, name))

function median(efforts: readonly Effort[], name: keyof Effort): number {
  const sorted = efforts.map((effort) => effort[name]).toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1]!
}

const combined = (figureOf: (name: keyof Effort) => number): Effort => ({
  seconds: figureOf('seconds'),
  instantiations: figureOf('instantiations'),
  types: figureOf('types'),
})

const line = (what: string, cells: readonly string[]): string =>
  [what.padEnd(18), ...cells.map((cell) => cell.padStart(16))].join('')

const printed = (what: string, effort: Effort, digits = 0): string =>
  line(
    what,
    names.map((name) => effort[name].toFixed(name === 'seconds' ? 2 + digits : 0)),
  )

function measure(folder: string): string {
  const empty = writeProject(join(folder, 'empty'), [noViews])
  const full = writeProject(
    join(folder, 'full'),
    Array.from({ length: VIEWS }, (_, n) => viewSource(n)),
  )
  const rounds = Array.from({ length: ROUNDS }, () => [compile(empty), compile(full)] as const)
  const without = medianOf(rounds.map(([effort]) => effort))
  const having = medianOf(rounds.map(([, effort]) => effort))
  const more = combined((name) => having[name] - without[name])
  return [
    `types: ${VIEWS} views of 8 events each, on one thread; median of ${ROUNDS} rounds`,
    line('', ['s CPU', 'instantiations', 'types']),
    printed('without views', without),
    printed('with views', having),
    printed('difference', more),
    printed(
      'a view',
      combined((name) => more[name] / VIEWS),
      2,
    ),
  ].join('\n')
}

function main(): void {
  if (!hasFigures()) throw new Error('This system has no /proc to read CPU times from. Measure on Linux.')
  // Inside of the checkout, where 'oriel' is found.
  mkdirSync(join(root, 'test-results'), { recursive: true })
  const folder = mkdtempSync(join(root, 'test-results/types-'))
  try {
    console.log(measure(folder))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

main()
