import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { colocatedHooks } from 'oriel/build'

/** Bundles what the pages load in a browser: each file by its name, held in memory. */
export async function bundle(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: ['client.ts', 'client.css'].map((name) => join(import.meta.dirname, 'client', name)),
    plugins: [colocatedHooks(join(import.meta.dirname, 'pages'))],
    outdir: '/',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'warning',
  })
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]))
}
