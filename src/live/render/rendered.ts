import type { Fragment, fragment } from '../template/fragment.ts'
import type { NodePrint } from './print.ts'

/** What a view shows, in a hole of the document around it. */
export class Rendered implements Fragment {
  declare readonly [fragment]: true
  readonly print: NodePrint

  constructor(print: NodePrint) {
    this.print = print
  }
}
