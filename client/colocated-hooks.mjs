import { readdir } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'

const MODULE = 'oriel:hooks'
const SUFFIX = '.hooks.ts'

/**
 * Gathers the hooks that stand beside their views: with this plugin, `import { hooks } from 'oriel:hooks'` gives
 * everything that the files of the folder export whose names end in `.hooks.ts`, each under its own name. Two hooks of
 * one name fail the build.
 *
 * @param {string} folder Where the views are; folders within are searched, too.
 * @returns {import('esbuild').Plugin}
 */
export function colocatedHooks(folder) {
  const views = resolve(folder)
  return {
    name: MODULE,
    setup(build) {
      build.onResolve({ filter: /^oriel:hooks$/ }, () => ({ path: views, namespace: MODULE }))
      build.onLoad({ filter: /.*/, namespace: MODULE }, async () => {
        const names = await namesIn(views)
        const exported = await exportsOf(build.esbuild, views, names)
        const errors = twins(exported).map((text) => ({ text }))
        const watch = { watchDirs: [views], watchFiles: names.map((name) => join(views, name)) }
        return { contents: moduleOf(exported), errors, resolveDir: views, loader: 'js', ...watch }
      })
    },
  }
}

/** @param {string} folder */
async function namesIn(folder) {
  const names = await readdir(folder, { recursive: true })
  return names.filter((name) => name.endsWith(SUFFIX)).sort()
}

/**
 * @param {typeof import('esbuild')} esbuild
 * @param {string} folder
 * @param {readonly string[]} names
 * @returns {Promise<readonly (readonly [hook: string, from: string])[]>}
 */
async function exportsOf({ build }, folder, names) {
  const found = await Promise.all(
    names.map(async (name) => {
      const { metafile } = await build({
        entryPoints: [join(folder, name)],
        bundle: false,
        write: false,
        metafile: true,
        outdir: folder,
        logLevel: 'silent',
      })
      const [output] = Object.values(metafile.outputs)
      return (output?.exports ?? []).map((hook) => /** @type {const} */ ([hook, name]))
    }),
  )
  return found.flat()
}

/** @param {readonly (readonly [hook: string, from: string])[]} exported */
function twins(exported) {
  const hooks = [...new Set(exported.map(([hook]) => hook))]
  return hooks.flatMap((hook) => {
    const names = exported.flatMap(([other, name]) => (other === hook ? [name] : []))
    const mend = 'Give one of them another name.'
    return names.length > 1 ? [`The hook ${hook} is declared in ${names.join(' and in ')}. ${mend}`] : []
  })
}

/** @param {readonly (readonly [hook: string, from: string])[]} exported */
function moduleOf(exported) {
  const imports = exported.map(([hook, name], i) => {
    const from = JSON.stringify(`./${name.split(sep).join('/')}`)
    return `import { ${hook} as hook${i} } from ${from}`
  })
  const entries = exported.map(([hook], i) => `${hook}: hook${i}`)
  return `${imports.join('\n')}\nexport const hooks = { ${entries.join(', ')} }`
}
