import { readFileSync, writeFileSync } from 'node:fs'

const PAGE = 'docs/performance.md'

/** Puts figures into the page about performance, between the marks of their subject. */
export function writeFigures(subject: string, figures: string): void {
  const page = readFileSync(PAGE, 'utf8')
  const [begin, end] = [`<!-- figures of ${subject} -->`, `<!-- end of ${subject} -->`]
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${PAGE} has no marks for the figures of ${subject}.`)
  writeFileSync(PAGE, `${page.slice(0, from)}${begin}\n\n${figures}\n\n${page.slice(to)}`)
}
