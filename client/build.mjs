import { createHash } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { bundleScript } from './bundle.mjs'
import { isPrivate } from './private-names.mjs'

const client = dirname(fileURLToPath(import.meta.url))

/**
 * Bundles Chatter's script and style sheet, with the icon, under names that change with their content, and writes
 * beside them `manifest.json`: `{ "app.js": "app-HASH.js", "app.css": "app-HASH.css", … }`.
 *
 * @param {{ outdir: string, isDevelopment?: boolean }} options With `isDevelopment` the files are not minified, and the
 *   script has the simulated network and the log.
 * @returns {Promise<Record<string, string>>} The manifest.
 */
export async function buildClient({ outdir, isDevelopment = false }) {
  await empty(outdir)
  const minify = !isDevelopment
  const entry = join(client, isDevelopment ? 'app.dev.ts' : 'app.ts')
  const script = await bundleScript({ name: join(outdir, 'app.js'), entry, minify, shorten: isPrivate })
  return writeManifest(outdir, {
    'app.js': await writeScript(outdir, hashedName('app.js', script.code), script),
    ...(await writeStyles(outdir, minify)),
  })
}

/** Each file that the package has for browsers, and what it is made of. */
const packaged = {
  'oriel.js': { entry: 'live/index.ts', shorten: isPrivate },
  'oriel.iife.js': { entry: 'live/index.ts', shorten: isPrivate, format: 'iife', globalName: 'oriel' },
  'oriel.debug.js': { entry: 'debug/index.ts' },
  'oriel.debug.iife.js': { entry: 'debug/index.ts', format: 'iife' },
}

/**
 * Bundles the client by itself: under the names by which the package exports it, under names that change with the
 * content, to be served, and a `manifest.json` of those.
 *
 * @param {{ outdir: string }} options
 * @returns {Promise<Record<string, string>>} The manifest.
 */
export async function buildPackage({ outdir }) {
  await empty(outdir)
  const manifest = {}
  for (const [name, { entry, ...options }] of Object.entries(packaged)) {
    const script = await bundleScript({ name: join(outdir, name), entry: join(client, entry), ...options })
    await writeScript(outdir, name, script)
    manifest[name] = await writeScript(outdir, hashedName(name, script.code), script)
  }
  return writeManifest(outdir, manifest)
}

/** @param {string} folder */
async function empty(folder) {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
}

/**
 * The hash is that of the code as it is served: another minifier makes another file, too.
 *
 * @param {string} name
 * @param {string} code
 */
function hashedName(name, code) {
  return name.replace(/\.js$/, `-${createHash('sha256').update(code).digest('hex').slice(0, 8)}.js`)
}

/**
 * @param {string} outdir
 * @param {string} name
 * @param {import('./bundle.d.mts').Script} script
 */
async function writeScript(outdir, name, { code, map }) {
  await writeFile(join(outdir, name), `${code.trimEnd()}\n//# sourceMappingURL=${name}.map\n`)
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

/**
 * @param {string} outdir
 * @param {Record<string, string>} manifest
 */
async function writeManifest(outdir, manifest) {
  await writeFile(join(outdir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = join(client, '../dist')
  await buildClient({ outdir: join(dist, 'client') })
  await buildPackage({ outdir: join(dist, 'browser') })
}
