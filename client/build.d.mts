/** Bundles the browser's script and style sheet, and gives the manifest: the written name of each by its own. */
export function buildClient(options: {
  readonly outdir: string
  /** True when absent. */
  readonly minify?: boolean
}): Promise<Record<string, string>>
