/** Prints what the views of an app cost the compiler, beside a project that has none: `npm run bench:types`. */
import { childrenCpuTime, hasFigures } from './figures.ts'
import { percentile } from './percentile.ts'
import { type Project, withProjects } from './types/compile.ts'
import { noViews, viewSource } from './types/sources.ts'

const VIEWS = 60
const ROUNDS = 3

/** What the compiler has done and used. */
interface Effort {
  readonly seconds: number
  readonly instantiations: number
  readonly types: number
}

const names: readonly (keyof Effort)[] = ['seconds', 'instantiations', 'types']

function compile(project: Project): Effort {
  const before = childrenCpuTime()
  const figure = project.compile()
  const seconds = (childrenCpuTime() - before) / 1_000_000
  return { seconds, instantiations: figure('Instantiations'), types: figure('Types') }
}

/** The median of each figure. */
const medianOf = (efforts: readonly Effort[]): Effort => combined((name) => median(efforts, name))

const median = (efforts: readonly Effort[], name: keyof Effort): number =>
  percentile(
    efforts.map((effort) => effort[name]),
    0.5,
  )

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

function measure([empty, full]: readonly [Project, Project]): string {
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
  const views = Array.from({ length: VIEWS }, (_, n) => viewSource(n))
  console.log(withProjects([[noViews], views], ([empty, full]) => measure([empty!, full!])))
}

main()
