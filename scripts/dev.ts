/** Builds the browser files, then runs the app from source, with pages for developers. Restarted by `npm run dev` when a file changes. */
import { annotateTemplates } from 'oriel/server'
import { buildClient } from '../client/build.mjs'
import { builtClientDir } from '../src/assets.ts'

if (process.env['NODE_ENV'] !== 'production') process.env['DEBUG_PAGES'] ??= 'true'
annotateTemplates()
await buildClient({ outdir: builtClientDir(), isDevelopment: true })
await import('../src/main.ts')
