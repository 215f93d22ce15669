/** Members of the client's own objects that nothing else sees, which bundles shorten. */
export const privateNames: readonly string[]

/** Matches these names, for esbuild's `mangleProps`. */
export const isPrivate: RegExp
