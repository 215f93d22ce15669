import { expect, test } from 'vitest'
import { withProjects } from '../../bench/types/compile.ts'
import { noViews, otherSource, viewSource } from '../../bench/types/sources.ts'

/** How many types the compiler has to make of others, beyond what a project of no views needs. */
const costOf = (sources: readonly string[]): number =>
  withProjects([[noViews], sources], (projects) => {
    const [without, having] = projects.map((project) => project.compile()('Instantiations'))
    return having! - without!
  })

test('the types of a view cost the compiler a bounded effort', () => {
  const views = Array.from({ length: 10 }, (_, n) => viewSource(n))
  expect(costOf(views) / views.length).toBeLessThan(6000)
}, 60_000)

// Where the compiler tries to infer a schema from what it stands for, it goes through all kinds of schemas: a million.
test('forms, changesets and live sessions cost little', () => {
  expect(costOf([otherSource])).toBeLessThan(10_000)
}, 60_000)
