import type { Fragment, fragment } from './fragment.ts'

/** A nested view where it stands in a template: which one, its id in the page, and what it is given. */
export class ChildCall implements Fragment {
  declare readonly [fragment]: true
  readonly view: object
  readonly id: string
  readonly session: object
  readonly sticky: boolean

  constructor(view: object, id: string, session: object, sticky: boolean) {
    this.view = view
    this.id = id
    this.session = session
    this.sticky = sticky
  }
}
