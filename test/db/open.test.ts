import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../src/db/connect.ts'
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.ts'
import { connectDatabase, openDatabase } from '../../src/db/open.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'oriel-open-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('the database of the URL is opened and migrated', async () => {
  const opened = await openDatabase({ databaseUrl: database.url, dataDir: 'unused' })
  expect(await opened.db.selectFrom('messages').selectAll().execute()).toEqual([])
  expect(opened.url).toBe(database.url)
  await opened.close()
})

test('without a URL, a server of our own is started, and keeps its data', async () => {
  const dataDir = temporaryFolder()
  const opened = await openDatabase({ dataDir })
  await opened.db.insertInto('users').values({ name: 'ana' }).execute()
  const second = await connectDatabase({ databaseUrl: opened.url, dataDir: 'unused' })
  expect(await second.db.selectFrom('users').select('name').execute()).toEqual([{ name: 'ana' }])
  await second.close()
  await opened.close()
  const again = await openDatabase({ dataDir })
  expect(await again.db.selectFrom('users').select('name').execute()).toEqual([{ name: 'ana' }])
  await again.close()
})

test('a database that does not answer is an error of one line that says what to do, without the password', async () => {
  const databaseUrl = 'postgresql://ana:password@127.0.0.1:1/chatter'
  await expect(openDatabase({ databaseUrl, dataDir: 'unused' })).rejects.toThrow(
    /^The database at 127\.0\.0\.1:1\/chatter cannot be used \(connect ECONNREFUSED 127\.0\.0\.1:1\): start it, or set DATABASE_URL to one that runs\.$/,
  )
})

test('a database that is not there is an error of one line', async () => {
  const databaseUrl = database.url.replace(/test_\w+/, 'missing')
  await expect(openDatabase({ databaseUrl, dataDir: 'unused' })).rejects.toThrow(
    /\/missing cannot be used \(database "missing" does not exist\)/,
  )
})

test('connections that the server drops are reported, and the next query makes new ones', async () => {
  const lost: string[] = []
  const db = connect(database.url, ({ message }) => lost.push(message))
  onTestFinished(() => db.destroy())
  await Promise.all([1, 2].map(() => sql`select pg_sleep(0.01)`.execute(db)))
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'chatter' and pid <> pg_backend_pid()`.execute(
    database.db,
  )
  await expect.poll(() => lost.length).toBe(2)
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
})

test('a connection that is lost between two queries of a transaction fails it, and nothing else', async () => {
  const db = connect(database.url, () => {})
  onTestFinished(() => db.destroy())
  const broken = db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction)
    await sql`select pg_terminate_backend(${rows[0]!.pid}, 5000)`.execute(database.db)
    await sql`select 1`.execute(transaction)
  })
  await expect(broken).rejects.toThrow(/connection/)
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
})

test('a server that was stopped and started again is used again', async () => {
  const folder = temporaryFolder()
  const dataDir = join(folder, 'postgres')
  // Its socket lies in another folder each time: the link is the address that stays.
  const link = join(folder, 'socket')
  const start = async () => {
    const server = await startEmbeddedPostgres({ dataDir, durable: false })
    rmSync(link, { force: true })
    symlinkSync(new URL(server.url).searchParams.get('host')!, link)
    return server
  }
  const first = await start()
  const db = connect(`postgresql://postgres@localhost/postgres?host=${link}`, () => {})
  onTestFinished(() => db.destroy())
  const ask = () => sql<{ one: number }>`select 1 as one`.execute(db)
  await ask()
  await first.stop()
  await expect(ask()).rejects.toThrow()
  const second = await start()
  expect((await ask()).rows).toEqual([{ one: 1 }])
  await db.destroy()
  await second.stop()
})

test('a statement that takes too long is ended by the server', async () => {
  const { rows } = await sql<{ statement_timeout: string }>`show statement_timeout`.execute(database.db)
  expect(rows).toEqual([{ statement_timeout: '5s' }])
})
