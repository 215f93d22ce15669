/** Bundles Chatter's browser files, and gives the manifest: the written name of each by its own. */
export function buildClient(options: {
  readonly outdir: string
  /** Leaves the files readable, and adds the simulated network and the log; false when absent. */
  readonly isDevelopment?: boolean
}): Promise<Record<string, string>>

/** Bundles the client by itself, and gives the manifest: the name to serve each file by, by its own. */
export function buildPackage(options: { readonly outdir: string }): Promise<Record<string, string>>
