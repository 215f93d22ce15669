import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { Assets } from 'oriel/server'

/**
 * Serves the built browser files at `/assets/`, to be kept for ever: their names change with their content. Where the
 * build has compressed them, they are served so.
 */
export async function serveAssets(app: FastifyInstance, clientDir: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: clientDir,
    prefix: '/assets/',
    index: false,
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
    preCompressed: true,
  })
}

/** Reads where the build has written each file; throws when there is no build. */
export function readManifest(clientDir: string): Assets {
  const file = join(clientDir, 'manifest.json')
  if (!existsSync(file)) throw new Error(`There is no browser build in ${clientDir}. Run npm run build.`)
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>
  const current = new Set(Object.values(manifest).map((name) => `/assets/${name}`))
  return { url: (name) => `/assets/${manifest[name] ?? name}`, isCurrent: (path) => current.has(path) }
}

/** The folder that `npm run build` writes the browser files to, from wherever this module runs. */
export function builtClientDir(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return join(folder, 'dist', 'client')
}
