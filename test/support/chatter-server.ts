import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Limits } from 'oriel/server'
import { inject } from 'vitest'
import { createApp } from '../../src/app.ts'
import type { ClientBuilds } from './client-builds.ts'
import type { TestDatabase } from './database.ts'
import { type MemoryImages, memoryImages } from './memory-images.ts'

/** Chatter as `npm start` runs it, on a free port. */
export interface ChatterServer {
  readonly app: FastifyInstance
  readonly port: number
  readonly url: string
  /** The images that it keeps. */
  readonly images: MemoryImages
  close(): Promise<void>
}

/** How the server of a test differs from that of a person. */
export interface ChatterServerOptions {
  /** Whose client the pages load; our own by default. */
  readonly client?: keyof ClientBuilds
  /** Messages a second and user; no limit by default. */
  readonly messageRate?: number
  /** Where to listen; a free port by default. */
  readonly port?: number
  /** Bounds other than the defaults. */
  readonly limits?: Partial<Limits>
}

/** Serves Chatter from a test database; close it when the tests are done. */
export async function serveChatter(
  { db }: TestDatabase,
  { client = 'oriel', messageRate = 0, port = 0, limits = {} }: ChatterServerOptions = {},
): Promise<ChatterServer> {
  const config = {
    logLevel: 'silent',
    messageRate,
    secretKeyBase: 'tested '.repeat(10),
    trustProxy: false,
  } as const
  const trustedTypes = client === 'oriel' ? ['oriel'] : []
  const clientDir = inject('clientBuilds')[client]
  const images = memoryImages()
  const app = await createApp({ config, db, imageStore: images, clientDir, trustedTypes, limits })
  await app.listen({ port, host: '127.0.0.1' })
  const { port: taken } = app.server.address() as AddressInfo
  return { app, port: taken, url: `http://127.0.0.1:${taken}`, images, close: () => app.close() }
}
