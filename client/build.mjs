import { createHash } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { bundleScript } from './bundle.mjs'

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
  const manifest = { 'app.js': await writeScript(outdir, minify), ...(await writeStyles(outdir, minify)) }
  await writeFile(join(outdir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

/**
 * @param {string} outdir
 * @param {boolean} minify
 */
async function writeScript(outdir, minify) {
  const { code, map } = await bundleScript({
    name: join(outdir, 'app.js'),
    entry: join(client, 'app.ts'),
    minify,
  })
  // Of the code as it is served: another minifier is another file, too.
  const name = `app-${createHash('sha256').update(code).digest('hex').slice(0, 8)}.js`
  await writeFile(join(outdir, name), `${code}\n//# sourceMappingURL=${name}.map\n`)
  await writeFile(join(outdir, `${name}.map`), map)
  return name
}

/**
 * @param {string} outdir
 * @param {boolean} minify
 */
async function writeStyles(outdir, minify) {
  const { metafile } = await build({
    entryPoints: ['app.css', 'icon.svg'].map((name) => join(client, name)),
    outdir,
    entryNames: '[name]-[hash]',
    bundle: true,
    minify,
    sourcemap: true,
    metafile: true,
    loader: { '.svg': 'copy' },
    logLevel: 'warning',
  })
  const entries = Object.entries(metafile.outputs).filter(([, { entryPoint }]) => entryPoint)
  return Object.fromEntries(entries.map(([path, { entryPoint }]) => [basename(entryPoint), basename(path)]))
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildClient({ outdir: join(client, '../dist/client') })
