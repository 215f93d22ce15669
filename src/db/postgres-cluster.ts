import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { DatabaseError } from './database-error.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { postgresAccount, postgresCommand } from './postgres-command.ts'

/** Makes the data folder of a PostgreSQL, with the one user `postgres`, unless it is there; throws a `DatabaseError`. */
export async function createCluster(
  { initdb }: PostgresBinaries,
  dataDir: string,
  durable: boolean,
): Promise<void> {
  if (isCluster(dataDir)) return
  mkdirSync(dirname(dataDir), { recursive: true })
  // Made beside its place and then renamed: a start that was interrupted leaves no half a database there.
  const draft = mkdtempSync(`${dataDir}-new-`)
  try {
    await fill(initdb, draft, durable)
    putInPlace(draft, dataDir)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function isCluster(dataDir: string): boolean {
  return existsSync(join(dataDir, 'PG_VERSION'))
}

async function fill(initdb: string, folder: string, durable: boolean): Promise<void> {
  const account = postgresAccount(folder)
  if (account) chownSync(folder, account.uid, account.gid)
  // The builtin locale sorts and compares alike on every system.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const options = [
    '--username=postgres',
    '--auth=trust',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]
  const command = postgresCommand(initdb, ['-D', folder, ...locale, ...options], account)
  try {
    await promisify(execFile)(command.file, command.args, { ...command.account, timeout: 120_000 })
  } catch (cause) {
    const { stderr, message } = cause as { stderr?: string; message: string }
    throw new DatabaseError(
      `The embedded PostgreSQL could not make its data folder: ${lastLine(stderr) || message}.`,
      {
        cause,
      },
    )
  }
}

function putInPlace(draft: string, dataDir: string): void {
  try {
    renameSync(draft, dataDir)
  } catch (cause) {
    // Another process that starts at the same time may have been faster.
    if (isCluster(dataDir)) return
    throw new DatabaseError(
      `The folder ${dataDir} holds no PostgreSQL data that we may read: move it away, or set DATA_DIR to another folder.`,
      { cause },
    )
  }
}

/** Gives the last line of what a program has said, without the time and the level before it. */
export function lastLine(text = ''): string {
  const line =
    text
      .trim()
      .split('\n')
      .findLast((candidate) => !/HINT:|DETAIL:|LOG:/.test(candidate)) ?? ''
  return line.replace(/^.*?(?:FATAL|PANIC|ERROR|error):\s*/, '').replace(/\.$/, '')
}
