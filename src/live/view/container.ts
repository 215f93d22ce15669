import { LiveError } from '../kit/error.ts'

/** The element around a view: `<div>` without attributes by default. */
export interface Container {
  /** The name of the element, such as `main`. */
  readonly tag?: string
  /** By name, such as `class` and `aria-label`. They are written once and never patched: use what stays the same. */
  readonly attributes?: Readonly<Record<string, string>>
}

const MEND = 'Use an ordinary element, and attributes such as class, lang or aria-label.'

/** Elements that cannot hold a page, or have a content of their own. */
const REFUSED =
  /^(?:area|base|body|br|col|embed|head|hr|html|iframe|img|input|link|meta|noscript|object|param|script|select|source|style|svg|math|table|tbody|textarea|tfoot|thead|title|tr|track|wbr)$/

/** Throws where a container cannot stand around a page, or would come in the way of the client. */
export function checkContainer({ tag = 'div', attributes = {} }: Container): void {
  if (!/^[a-z][a-z0-9-]*$/.test(tag) || REFUSED.test(tag)) throw unfit(`the tag "${tag}"`)
  const name = Object.keys(attributes).find((each) => !isFree(each))
  if (name !== undefined) throw unfit(`the attribute "${name}"`)
}

/** The client has attributes of its own; a policy for scripts and styles refuses the others. */
const isFree = (name: string): boolean =>
  /^[a-z][\w-]*$/.test(name) && !/^(?:id|style|on.*|data-phx-.*|phx-.*)$/.test(name)

const unfit = (what: string): LiveError =>
  new LiveError('bad_definition', `The container of a view cannot have ${what}. ${MEND}`)
