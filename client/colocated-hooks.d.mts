import type { Plugin } from 'esbuild'

/**
 * Gathers the hooks that stand beside their views: with this plugin of esbuild, `import { hooks } from 'oriel:hooks'`
 * gives everything that the files of the folder export whose names end in `.hooks.ts`, each under its own name. Two
 * hooks of one name fail the build.
 */
export function colocatedHooks(folder: string): Plugin
