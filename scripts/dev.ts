/** Builds the browser files, then runs the app from source. Restarted by `npm run dev` when a file changes. */
import { buildClient } from '../client/build.mjs'
import { builtClientDir } from '../src/assets.ts'

await buildClient({ outdir: builtClientDir(), minify: false })
await import('../src/main.ts')
