import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = process.cwd()

/** A project that uses the sources of this checkout. */
export interface Project {
  /** What the compiler says of it with `--extendedDiagnostics`; throws when it does not compile. */
  compile(): Diagnostics
}

/** A figure by the name that the compiler gives it, such as `Instantiations`. */
export type Diagnostics = (name: string) => number

/** Lets `use` work with projects of some sources, each a file; they are gone when it returns. */
export function withProjects<R>(
  all: readonly (readonly string[])[],
  use: (projects: readonly Project[]) => R,
): R {
  // Inside of the checkout, where 'oriel' is found.
  mkdirSync(join(root, 'test-results'), { recursive: true })
  const folder = mkdtempSync(join(root, 'test-results/types-'))
  try {
    return use(all.map((sources, n) => writeProject(join(folder, String(n)), sources)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeProject(folder: string, sources: readonly string[]): Project {
  mkdirSync(folder)
  for (const [n, source] of sources.entries()) writeFileSync(join(folder, `view-${n}.ts`), source)
  const project = join(folder, 'tsconfig.json')
  writeFileSync(project, JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['.'] }))
  return { compile: () => compile(project) }
}

function compile(project: string): Diagnostics {
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  // With more threads the compiler does some of the work several times, as it happens to be shared out.
  const args = [compiler, '-p', project, '--extendedDiagnostics', '--singleThreaded']
  const said = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  return (name) => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(said)?.[1])
}
