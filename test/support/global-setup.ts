import type { TestProject } from 'vitest/node'
import { buildTestClients, type ClientBuilds } from './client-builds.ts'
import { startTestPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the PostgreSQL of this run is reached. */
    postgresUrl: string
    /** Where the built browser files are. */
    clientBuilds: ClientBuilds
  }
}

/** Prepares one thing for all tests of a run, and gives its undo. */
type Preparation = (project: TestProject) => Promise<() => Promise<void>>

const preparations: readonly Preparation[] = [
  async function postgres(project) {
    const server = await startTestPostgres()
    project.provide('postgresUrl', server.url)
    return server.stop
  },
  async function clients(project) {
    const { remove, ...builds } = await buildTestClients()
    project.provide('clientBuilds', builds)
    return remove
  },
]

/** Prepares everything at once before the first test file, and gives the undo of it all. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const undos = await Promise.all(preparations.map((prepare) => prepare(project)))
  return async () => {
    await Promise.all(undos.map((undo) => undo()))
  }
}
