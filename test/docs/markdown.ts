import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A fenced block of a page. What follows its language on the opening fence names it: a file, or a role. */
export interface Block {
  readonly language: string
  readonly name: string
  readonly code: string
}

/** A page of the documentation. */
export interface Page {
  /** Its path from the root of the repository. */
  readonly file: string
  readonly blocks: readonly Block[]
  /** The text without its code. */
  readonly prose: string
}

export const root = join(import.meta.dirname, '../..')

const fenced = /^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm

/** Reads every page: those at the root, and those in `docs`. */
export const readPages = (): readonly Page[] =>
  [...readNames('.'), ...readNames('docs')].map((file) => readPage(file))

/** Reads one page by its path from the root. */
export function readPage(file: string): Page {
  const text = readFileSync(join(root, file), 'utf8')
  const blocks = [...text.matchAll(fenced)].map(([, language = '', name = '', code = '']) => ({
    language,
    name,
    code,
  }))
  return { file, blocks, prose: text.replaceAll(fenced, '').replaceAll(/`[^`\n]*`/g, 'code') }
}

function readNames(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: folder !== '.', encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
}

/** Where the links and pictures of a page lead, as written. */
export const linksOf = ({ prose }: Page): readonly string[] =>
  [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)

/** The names by which the headings of a page can be linked to. */
export function anchorsOf(file: string): ReadonlySet<string> {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(fenced, '')
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading)
  return new Set(headings.map(anchorOf))
}

const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')
