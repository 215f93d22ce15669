import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'

const client = dirname(fileURLToPath(import.meta.url))

/**
 * Bundles the browser's script and style sheet, with the icon, under names that change with their content, and
 * writes beside them `manifest.json`: `{ "app.js": "app-HASH.js", "app.css": "app-HASH.css", … }`.
 *
 * @param {{ outdir: string, minify?: boolean }} options `minify` is true when absent.
 * @returns {Promise<Record<string, string>>} The manifest.
 */
export async function buildClient({ outdir, minify = true }) {
  await rm(outdir, { recursive: true, force: true })
  await mkdir(outdir, { recursive: true })
  const { metafile } = await build({
    entryPoints: ['app.ts', 'app.css', 'icon.svg'].map((name) => join(client, name)),
    outdir,
    entryNames: '[name]-[hash]',
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify,
    sourcemap: true,
    metafile: true,
    loader: { '.svg': 'copy' },
    logLevel: 'warning',
  })
  const manifest = manifestOf(metafile.outputs)
  await writeFile(join(outdir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

/** @param {import('esbuild').Metafile['outputs']} outputs */
function manifestOf(outputs) {
  const entries = Object.entries(outputs).filter(([, output]) => output.entryPoint)
  return Object.fromEntries(
    entries.map(([path, { entryPoint }]) => [basename(entryPoint).replace(/\.ts$/, '.js'), basename(path)]),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outdir = join(client, '../dist/client')
  const manifest = await buildClient({ outdir })
  const script = await readFile(join(outdir, manifest['app.js']))
  console.log(`client: ${script.length} bytes, ${brotliCompressSync(script).length} with brotli`)
}
