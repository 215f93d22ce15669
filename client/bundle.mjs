import { build } from 'esbuild'
import { minify as shrink } from 'terser'

/**
 * Bundles one script for browsers, with its source map.
 *
 * @param {import('./bundle.d.mts').ScriptOptions} options
 * @returns {Promise<import('./bundle.d.mts').Script>}
 */
export async function bundleScript({
  name,
  entry,
  folder,
  format = 'esm',
  globalName,
  minify = true,
  shorten,
}) {
  const { outputFiles } = await build({
    ...(folder ? { stdin: { contents: entry, resolveDir: folder, loader: 'ts' } } : { entryPoints: [entry] }),
    outfile: name,
    bundle: true,
    format,
    ...(globalName && { globalName }),
    target: 'es2022',
    minify,
    ...(minify && shorten && { mangleProps: shorten }),
    sourcemap: 'external',
    write: false,
    logLevel: 'warning',
  })
  const [code, map] = ['.js', '.map'].map((end) => outputFiles.find(({ path }) => path.endsWith(end)).text)
  return minify ? shrunk(code, map, format === 'esm') : { code, map }
}

/**
 * Terser takes another twentieth of the compressed bytes that esbuild leaves.
 *
 * @param {string} code
 * @param {string} content
 * @param {boolean} module
 */
async function shrunk(code, content, module) {
  const result = await shrink(code, {
    module,
    ecma: 2022,
    // Nothing that we bundle looks at the arguments that a function declares, makes objects with plain functions, or
    // replaces what the language brings.
    compress: {
      passes: 6,
      pure_getters: true,
      hoist_funs: true,
      keep_fargs: false,
      unsafe_arrows: true,
      unsafe: true,
    },
    mangle: true,
    sourceMap: { content, includeSources: true },
  })
  return { code: result.code, map: result.map }
}
