import type { Fragment, fragment } from './fragment.ts'
import type { Template } from './html.ts'

/** A template that is made only when one of its dependencies is another value than before. */
export class Memo implements Fragment {
  declare readonly [fragment]: true
  readonly dependencies: readonly unknown[]
  readonly make: () => Template

  constructor(dependencies: readonly unknown[], make: () => Template) {
    this.dependencies = dependencies
    this.make = make
  }
}

/** Skips `make` while every dependency keeps its identity: `memo([report], () => chart(report))`. */
export const memo = (dependencies: readonly unknown[], make: () => Template): Memo =>
  new Memo(dependencies, make)
