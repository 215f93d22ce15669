import { LiveError } from '../kit/error.ts'
import { type AttributeValues, attrs } from './attributes.ts'
import { type Hole, html, type Template } from './html.ts'
import { VOID } from './scanner.ts'

/** Elements that run or load something, whose content is no HTML, or of which a document has one. */
const REFUSED = new Set(
  'base body embed frame frameset head html iframe link meta noembed noframes noscript object plaintext script style textarea title xmp'.split(
    ' ',
  ),
)

/** Whether a name is one of an element that may hold whatever a page has, or is empty. */
export const isOrdinaryTag = (name: string): boolean => /^[a-z][a-z0-9-]*$/.test(name) && !REFUSED.has(name)

/** The strings of a tag's template: one identity for each name, since that is what makes a template the same. */
const known = new Map<string, TemplateStringsArray>()

/**
 * Shows an element whose name is a value, such as a heading of any level: `dynamicTag('h2', { id }, text)`.
 * The name is one of the program, never a person's input. Throws `template_value` for a name that is none, for
 * elements such as `script`, and for content in an element that has none, such as `hr`.
 */
export function dynamicTag(name: string, attributes: AttributeValues = {}, content?: Hole): Template {
  const strings = known.get(name) ?? stringsOf(name)
  const hasContent = content !== undefined
  if (!VOID.has(name)) return html(strings, attrs(attributes), content)
  if (!hasContent) return html(strings, attrs(attributes))
  throw new LiveError('template_value', `dynamicTag() was given content for <${name}>. It is always empty.`)
}

function stringsOf(name: string): TemplateStringsArray {
  if (!isOrdinaryTag(name)) {
    const mend = 'Give it the name of an element in small letters, or write the tag into a template.'
    throw new LiveError('template_value', `dynamicTag() was given "${name}", which may not be a tag. ${mend}`)
  }
  const texts = VOID.has(name) ? [`<${name} `, '>'] : [`<${name} `, '>', `</${name}>`]
  const strings = Object.freeze(Object.assign(texts, { raw: texts }))
  known.set(name, strings)
  return strings
}
