import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../src/db/connect.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/db/embedded-postgres.ts'
import { findPostgresBinaries } from '../../src/db/postgres-binaries.ts'
import { readPostmaster } from '../../src/db/postmaster-file.ts'

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'oriel-embedded-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const start = (dataDir: string) => startEmbeddedPostgres({ dataDir, durable: false })

async function ask(server: EmbeddedPostgres, expression: string): Promise<unknown> {
  const db = connect(server.url, () => {}, { max: 1 })
  const { rows } = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(db)
  await db.destroy()
  return rows[0]?.value
}

const socketFolder = (server: EmbeddedPostgres) => new URL(server.url).searchParams.get('host')!

test('it listens on a private socket only, and leaves nothing of it behind', async () => {
  const dataDir = join(temporaryFolder(), 'deep', 'postgres')
  const server = await start(dataDir)
  const folder = socketFolder(server)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(await ask(server, "current_setting('listen_addresses')")).toBe('')
  await server.stop()
  expect(existsSync(folder)).toBe(false)
  expect(readPostmaster(dataDir)).toBeUndefined()
  expect(readdirSync(join(dataDir, '..')).sort()).toEqual(['postgres', 'postgres.log'])
})

test('it treats text alike on every system', async () => {
  const server = await start(join(temporaryFolder(), 'postgres'))
  expect(await ask(server, "upper('élan')")).toBe('ÉLAN')
  expect(
    await ask(server, "(select string_agg(x, '' order by x) from unnest(array['b', 'é', 'B', 'a']) x)"),
  ).toBe('Babé')
  expect(await ask(server, "current_setting('timezone')")).toBe('UTC')
  await server.stop()
})

test('stopping twice is stopping once', async () => {
  const server = await start(join(temporaryFolder(), 'postgres'))
  await Promise.all([server.stop(), server.stop()])
  await server.stop()
})

test('a folder that another server uses is refused, with the address to share it', async () => {
  const dataDir = join(temporaryFolder(), 'postgres')
  const server = await start(dataDir)
  await expect(start(dataDir)).rejects.toThrow(
    `already runs PostgreSQL on ${dataDir}: stop it, or share its database with DATABASE_URL=${server.url}`,
  )
  expect(await ask(server, '1')).toBe(1)
  await server.stop()
})

test('of two that make one folder at once, one runs and the other says who does', async () => {
  const folder = temporaryFolder()
  const dataDir = join(folder, 'postgres')
  const results = await Promise.allSettled([start(dataDir), start(dataDir)])
  const running = results.filter((result) => result.status === 'fulfilled')
  const refused = results.filter((result) => result.status === 'rejected')
  for (const { value } of running) await value.stop()
  expect(running).toHaveLength(1)
  expect(refused[0]?.reason.message).toContain('already runs PostgreSQL')
  expect(readdirSync(folder).sort()).toEqual(['postgres', 'postgres.log'])
})

test('a folder that holds something else is left alone', async () => {
  const dataDir = join(temporaryFolder(), 'postgres')
  mkdirSync(dataDir)
  writeFileSync(join(dataDir, 'letter.txt'), 'dear')
  await expect(start(dataDir)).rejects.toThrow(
    /holds no PostgreSQL data that we may read: move it away, or set DATA_DIR/,
  )
  expect(readdirSync(dataDir)).toEqual(['letter.txt'])
})

test('data of another PostgreSQL version is refused with the reason', async () => {
  const dataDir = join(temporaryFolder(), 'postgres')
  await (await start(dataDir)).stop()
  writeFileSync(join(dataDir, 'PG_VERSION'), '9.6\n')
  await expect(start(dataDir)).rejects.toThrow(
    `The embedded PostgreSQL did not start on ${dataDir}: database files are incompatible with server (see ${dataDir}.log).`,
  )
})

test('a folder that cannot be made is an error of one line that says what to do', async () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  await expect(start(join(file, 'postgres'))).rejects.toThrow(
    /^The embedded PostgreSQL cannot use .*file.postgres \(.*\): set DATA_DIR to a folder of your own, or DATABASE_URL to a PostgreSQL server\.$/,
  )
})

test.runIf(process.platform === 'linux')('a program that cannot be run is named', async () => {
  const dataDir = join(temporaryFolder(), 'postgres')
  await (await start(dataDir)).stop()
  const path = process.env.PATH
  process.env.PATH = ''
  onTestFinished(() => {
    process.env.PATH = path
  })
  await expect(start(dataDir)).rejects.toThrow(
    `The embedded PostgreSQL did not start on ${dataDir}: spawn setpriv ENOENT (see ${dataDir}.log).`,
  )
})

test('a platform without a PostgreSQL is told to bring its own', () => {
  expect(() => findPostgresBinaries('sunos-sparc')).toThrow(
    'There is no embedded PostgreSQL for sunos-sparc: set DATABASE_URL to a PostgreSQL server of your own.',
  )
})

test.runIf(process.platform === 'linux')(
  'it ends with a process that is killed, and starts again on the same data',
  async () => {
    const dataDir = join(temporaryFolder(), 'postgres')
    const { child, socket } = await startIn(dataDir, 'setInterval(() => {}, 1000)')
    const before = readPostmaster(dataDir)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const server = await start(dataDir)
    expect(readPostmaster(dataDir)?.pid).not.toBe(before?.pid)
    expect(await ask(server, '1')).toBe(1)
    await server.stop()
    rmSync(socket, { recursive: true })
  },
)

test.runIf(process.platform === 'linux')(
  'a server that has not yet heard that its process was killed is waited for',
  async () => {
    const dataDir = join(temporaryFolder(), 'postgres')
    const { child, socket } = await startIn(dataDir, 'setInterval(() => {}, 1000)')
    const orphan = readPostmaster(dataDir)!.pid
    const goOn = () => readPostmaster(dataDir)?.pid === orphan && process.kill(orphan, 'SIGCONT')
    process.kill(orphan, 'SIGSTOP')
    onTestFinished(() => void goOn())
    child.kill('SIGKILL')
    await once(child, 'exit')
    setTimeout(goOn, 300)
    const server = await start(dataDir)
    expect(await ask(server, '1')).toBe(1)
    await server.stop()
    rmSync(socket, { recursive: true })
  },
)

test('it ends with a process that exits without stopping it, and its socket goes too', async () => {
  const dataDir = join(temporaryFolder(), 'postgres')
  const { child, socket } = await startIn(dataDir, 'process.stdin.once("data", () => process.exit())')
  child.stdin.write('exit')
  await once(child, 'exit')
  expect(existsSync(socket)).toBe(false)
  await expect.poll(() => readPostmaster(dataDir), { timeout: 10_000 }).toBeUndefined()
})

/** Starts a server in a process of its own, which then does as `script` says. */
async function startIn(dataDir: string, script: string) {
  const source = `
    import { startEmbeddedPostgres } from '${new URL('../../src/db/embedded-postgres.ts', import.meta.url)}'
    const { url } = await startEmbeddedPostgres({ dataDir: process.argv[1], durable: false })
    process.stdout.write(new URL(url).searchParams.get('host'))
    ${script}`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', source, dataDir]
  const child = spawn(process.execPath, args, { timeout: 60_000 })
  const [socket] = await once(child.stdout, 'data')
  return { child, socket: String(socket) }
}
