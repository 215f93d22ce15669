import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { escapeHtml } from './escape.ts'

let isOn = false
const locations = new WeakMap<readonly string[], string>()

/**
 * For development, before the first template is made: from then on the element that a template consists of says in
 * `data-phx-loc` in which file and line the template stands.
 */
export function annotateTemplates(): void {
  isOn = true
}

/** Notes where a template stands that is being made, unless that is known. */
export function noteLocation(strings: readonly string[]): void {
  if (!isOn || locations.has(strings)) return
  // The message, this function and `html` come first.
  const caller = new Error().stack?.split('\n')[3] ?? ''
  const [, url = '', line = ''] = /(file:\/\/[^()]+|\/[^()]+):(\d+):\d+\)?$/.exec(caller) ?? []
  if (url) locations.set(strings, `${relative(process.cwd(), pathOf(url))}:${line}`)
}

const pathOf = (url: string): string => (url.startsWith('file:') ? fileURLToPath(url) : url)

/** The first string of a template whose element is to say where it stands. */
export function located(strings: readonly string[], first: string): string {
  const location = locations.get(strings)
  if (location === undefined) return first
  return first.replace(/^\s*<[\w-]+/, (tag) => `${tag} data-phx-loc="${escapeHtml(location)}"`)
}
