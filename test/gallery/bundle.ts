import { basename, join } from 'node:path'
import { type BuildOptions, build } from 'esbuild'
import { colocatedHooks } from 'oriel/build'
import { isPrivate } from '../../client/private-names.mjs'

/** Bundles what the pages load in a browser: each file by its name, held in memory. */
export async function bundle(): Promise<ReadonlyMap<string, string>> {
  const built = await Promise.all([
    filesOf(['client.ts', 'client.css'], { external: ['./oriel.js'] }),
    // As it is published, but for what makes it hard to read: what has a shorter name there has one here.
    filesOf(['oriel.ts'], { mangleProps: isPrivate }),
  ])
  return new Map(built.flat())
}

async function filesOf(entries: readonly string[], options: BuildOptions) {
  const { outputFiles } = await build({
    ...options,
    entryPoints: entries.map((name) => join(import.meta.dirname, 'client', name)),
    plugins: [colocatedHooks(join(import.meta.dirname, 'pages'))],
    outdir: '/',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'warning',
  })
  return outputFiles.map(({ path, text }) => [basename(path), text] as const)
}
