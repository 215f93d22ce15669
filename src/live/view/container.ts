import { LiveError } from '../kit/error.ts'
import { isOrdinaryTag } from '../template/dynamic-tag.ts'
import { VOID } from '../template/scanner.ts'

/** The element around a view: `<div>` without attributes by default. */
export interface Container {
  /** The name of the element, such as `main`. */
  readonly tag?: string
  /** By name, such as `class` and `aria-label`. They are written once and never patched: use what stays the same. */
  readonly attributes?: Readonly<Record<string, string>>
}

const MEND = 'Use an ordinary element, and attributes such as class, lang or aria-label.'

/** Elements whose content is of one kind. */
const NARROW = new Set('math select svg table tbody tfoot thead tr'.split(' '))

const holdsPages = (tag: string): boolean => isOrdinaryTag(tag) && !VOID.has(tag) && !NARROW.has(tag)

/** Throws where a container cannot stand around a page, or would come in the way of the client. */
export function checkContainer({ tag = 'div', attributes = {} }: Container): void {
  if (!holdsPages(tag)) throw unfit(`the tag "${tag}"`)
  const name = Object.keys(attributes).find((each) => !isFree(each))
  if (name !== undefined) throw unfit(`the attribute "${name}"`)
}

/** The client has attributes of its own; a policy for scripts and styles refuses the others. */
const isFree = (name: string): boolean =>
  /^[a-z][\w-]*$/.test(name) && !/^(?:id|style|on.*|data-phx-.*|phx-.*)$/.test(name)

const unfit = (what: string): LiveError =>
  new LiveError('bad_definition', `The container of a view cannot have ${what}. ${MEND}`)
