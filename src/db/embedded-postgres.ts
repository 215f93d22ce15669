import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { DatabaseError } from './database-error.ts'
import { findPostgresBinaries } from './postgres-binaries.ts'
import { createCluster, lastLine } from './postgres-cluster.ts'
import { type Account, postgresAccount, postgresCommand } from './postgres-command.ts'
import { type Postmaster, readPostmaster, untilStopped } from './postmaster-file.ts'

/** A PostgreSQL server of our own; it is stopped with this process at the latest. */
export interface EmbeddedPostgres {
  /** Where its database `postgres` is reached: a private unix socket, no port and no password. */
  readonly url: string
  /** Stops the server and removes its socket; resolves when it is gone. */
  stop(): Promise<void>
}

/** Options of `startEmbeddedPostgres`. */
export interface EmbeddedPostgresOptions {
  /** The folder of its data, made when missing; its log is the file beside it that ends in `.log`. */
  readonly dataDir: string
  /** `false` trades safety against a crash of the machine for speed, as tests may; `true` by default. */
  readonly durable?: boolean
}

/** Starts the PostgreSQL that npm installed, and waits until it answers; throws a `DatabaseError` where it cannot. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { durable = true } = options
  const dataDir = resolve(options.dataDir)
  const server = await prepare(dataDir, durable)
  if (await server.answers()) return server
  await server.stop()
  throw failure(dataDir, server.fault)
}

const readyWithin = 60_000
const stoppedWithin = 10_000
const port = 5432
const fast = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

async function prepare(dataDir: string, durable: boolean): Promise<PostgresServer> {
  const binaries = findPostgresBinaries()
  try {
    await createCluster(binaries, dataDir, durable)
    const other = await untilStopped(dataDir)
    if (other) throw inUse(dataDir, other)
    return launch(binaries.postgres, dataDir, durable)
  } catch (cause) {
    if (cause instanceof DatabaseError) throw cause
    throw new DatabaseError(
      `The embedded PostgreSQL cannot use ${dataDir} (${(cause as Error).message}): ` +
        'set DATA_DIR to a folder of your own, or DATABASE_URL to a PostgreSQL server.',
      { cause },
    )
  }
}

function launch(postgres: string, dataDir: string, durable: boolean): PostgresServer {
  const account = postgresAccount(dataDir)
  const socketDir = makeSocketDir(account)
  const settings = ['listen_addresses=', 'timezone=UTC', 'log_checkpoints=off', ...(durable ? [] : fast)]
  const args = ['-D', dataDir, '-k', socketDir, '-p', String(port), ...settings.flatMap((one) => ['-c', one])]
  const command = postgresCommand(postgres, args, account)
  const log = openLog(dataDir)
  // Detached, or Ctrl-C in a terminal would stop the database while the app still needs it.
  const stdio = ['ignore', log, log] as const
  const child = spawn(command.file, command.args, { ...command.account, detached: true, stdio: [...stdio] })
  closeSync(log)
  return new PostgresServer(child, socketDir)
}

function makeSocketDir(account: Account | undefined): string {
  // A socket's path may have 107 bytes, which the temporary folder of some systems nearly fills.
  const socketDir = mkdtempSync(join(tmpdir().length > 60 ? '/tmp' : tmpdir(), 'oriel-'))
  if (account) chownSync(socketDir, account.uid, account.gid)
  return socketDir
}

function openLog(dataDir: string): number {
  // The log begins anew with each server, and not with a second one that is going to be refused.
  if (!readPostmaster(dataDir)) rmSync(logPath(dataDir), { force: true })
  return openSync(logPath(dataDir), 'a')
}

function logPath(dataDir: string): string {
  return `${dataDir}.log`
}

function failure(dataDir: string, fault: Error | undefined): DatabaseError {
  const other = readPostmaster(dataDir)
  if (other) return inUse(dataDir, other)
  const reason = fault?.message ?? lastLine(readFileSync(logPath(dataDir), 'utf8'))
  return new DatabaseError(
    `The embedded PostgreSQL did not start on ${dataDir}: ${reason || 'it gave no reason'} (see ${logPath(dataDir)}).`,
  )
}

function inUse(dataDir: string, { pid, port, socketDir }: Postmaster): DatabaseError {
  return new DatabaseError(
    `Another process (${pid}) already runs PostgreSQL on ${dataDir}: stop it, or share its database with ` +
      `DATABASE_URL=${socketUrl(socketDir, port)}`,
  )
}

function socketUrl(socketDir: string, socketPort = port): string {
  return `postgresql://postgres@localhost:${socketPort}/postgres?host=${encodeURIComponent(socketDir)}`
}

class PostgresServer implements EmbeddedPostgres {
  readonly url: string
  readonly #child: ChildProcess
  readonly #socketDir: string
  readonly #exited: Promise<void>
  #running = true
  #fault: Error | undefined

  constructor(child: ChildProcess, socketDir: string) {
    this.url = socketUrl(socketDir)
    this.#child = child
    this.#socketDir = socketDir
    this.#exited = new Promise((settle) => {
      const end = (fault?: Error) => {
        this.#running = false
        this.#fault = fault
        settle()
      }
      child.once('exit', () => end()).once('error', end)
    })
    child.unref()
    process.once('exit', this.#abandon)
  }

  /** Why the program could not be run at all. */
  get fault(): Error | undefined {
    return this.#fault
  }

  /** Tells, once it is known, whether the server answers. */
  async answers(): Promise<boolean> {
    const end = performance.now() + readyWithin
    while (this.#running && performance.now() < end) {
      if (await answers(this.url)) return true
      await sleep(20)
    }
    return false
  }

  async stop(): Promise<void> {
    // Without it, Node could leave before the end of the server is seen and cleaned up after.
    this.#child.ref()
    this.#child.kill('SIGINT')
    const impatience = setTimeout(() => this.#child.kill('SIGQUIT'), stoppedWithin)
    await this.#exited
    clearTimeout(impatience)
    process.off('exit', this.#abandon)
    rmSync(this.#socketDir, { recursive: true, force: true })
  }

  readonly #abandon = (): void => {
    this.#child.kill('SIGINT')
    rmSync(this.#socketDir, { recursive: true, force: true })
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // A server that gives up while we connect also emits what `connect` rejects with.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}
