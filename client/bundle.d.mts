/** What to bundle, and how. */
export interface ScriptOptions {
  /** The file's name, as its source map is to call it. */
  readonly name: string
  /** The path of the first module, or its text if `folder` is given. */
  readonly entry: string
  /** Where the relative imports of a module given as text start. */
  readonly folder?: string
  /** `esm` when absent. */
  readonly format?: 'esm' | 'iife'
  /** What a script tag's `iife` calls its exports. */
  readonly globalName?: string
  /** True when absent. */
  readonly minify?: boolean
  /** Members that get shorter names when it is minified; none when absent. */
  readonly shorten?: RegExp
}

/** A script as it is served: without a line that names its map. */
export interface Script {
  readonly code: string
  readonly map: string
}

/** Bundles one script for browsers, with its source map. */
export function bundleScript(options: ScriptOptions): Promise<Script>
