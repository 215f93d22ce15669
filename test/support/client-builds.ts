import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { buildClient } from '../../client/build.mjs'

/** Folders with Chatter's browser files: with our client, and with the official one. */
export interface ClientBuilds {
  readonly oriel: string
  readonly official: string
}

/** Builds the browser files once for all tests of a run; `remove` takes them away. */
export async function buildTestClients(): Promise<ClientBuilds & { remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'oriel-client-'))
  const builds = { oriel: join(folder, 'oriel'), official: join(folder, 'official') }
  await buildClient({ outdir: builds.oriel })
  const manifest = await buildClient({ outdir: builds.official })
  await build({
    entryPoints: [join(import.meta.dirname, 'official-client.ts')],
    outfile: join(builds.official, 'official.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  })
  const official = { ...manifest, 'app.js': 'official.js' }
  await writeFile(join(builds.official, 'manifest.json'), JSON.stringify(official))
  return { ...builds, remove: () => rm(folder, { recursive: true, force: true }) }
}
