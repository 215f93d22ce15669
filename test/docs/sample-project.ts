import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type Block, type Page, root } from './markdown.ts'

/** The samples of some pages as files. */
export interface SampleProject {
  /** The path of a page's sample, by the name that its block gives it. */
  path(page: Page, name: string): string
  /** The module that a page's unnamed samples make together. */
  module(page: Page): string
  /** A configuration by which the compiler checks all samples. */
  readonly tsconfig: string
  remove(): void
}

/** Writes the samples of some pages; call `remove` when they are done with. */
export function writeSamples(pages: readonly Page[]): SampleProject {
  mkdirSync(join(root, 'test-results'), { recursive: true })
  const folder = mkdtempSync(join(root, 'test-results/samples-'))
  const folderOf = (page: Page) => join(folder, page.file.replaceAll(/\W/g, '-'))
  const files = [ambient, ...pages.flatMap((page) => writePage(page, folderOf(page)))]
  const tsconfig = join(folder, 'tsconfig.json')
  const compilerOptions = { lib: ['ES2023', 'DOM'], noUnusedLocals: false }
  write(tsconfig, JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, include: [], files }))
  return {
    path: (page, name) => join(folderOf(page), name),
    module: (page) => join(folderOf(page), MODULE),
    tsconfig,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const MODULE = 'page.ts'

/** Declares what tests find in the context that Vitest gives them. */
const ambient = join(root, 'test/support/global-setup.ts')

export const samplesOf = ({ blocks }: Page): readonly Block[] =>
  blocks.filter(({ language }) => language === 'ts')

function writePage(page: Page, folder: string): readonly string[] {
  const unnamed = samplesOf(page).filter(({ name }) => name === '')
  const files = new Map(samplesOf(page).map(({ name, code }) => [name, code]))
  files.delete('')
  if (unnamed.length > 0) files.set(MODULE, moduleOf(page, unnamed))
  for (const [name, code] of files) write(join(folder, name), grounded(name, code, files, folder))
  return [...files.keys()].map((name) => join(folder, name))
}

/** A sample imports the page's other samples from beside it, and all else from the repository. */
function grounded(name: string, code: string, samples: ReadonlyMap<string, string>, folder: string): string {
  return code.replaceAll(/(?<= from ')\.[^']*/g, (written) => {
    const target = join(dirname(name), written)
    return samples.has(target) ? written : relative(dirname(join(folder, name)), join(root, target))
  })
}

/** One module of all blocks; it exports as `shown` what the page says that it shows, in order. */
function moduleOf(page: Page, blocks: readonly Block[]): string {
  const shown = page.blocks.flatMap((block, i) =>
    block.language === 'html' ? [lastConstant(page.blocks[i - 1])] : [],
  )
  return [...blocks.map(({ code }) => code), `export const shown = [${shown.join(', ')}]\n`].join('\n')
}

function lastConstant(block: Block | undefined): string {
  const name = [...(block?.code ?? '').matchAll(/^const (\w+)/gm)].at(-1)?.[1]
  if (!name) throw new Error('A block of HTML must follow the sample whose last constant it shows.')
  return name
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
