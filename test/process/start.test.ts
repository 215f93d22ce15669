import { execFileSync } from 'node:child_process'
import { accessSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { appCommand, root, startApp } from './app-process.ts'

beforeAll(() => {
  execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'ignore', timeout: 60_000 })
}, 60_000)

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'oriel-start-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const secret = 'of sixty-four characters or more, for production: 0123456789abcdef'

test('the app starts on an empty folder, serves its page, and ends cleanly when it is asked to', async () => {
  const DATA_DIR = dataFolder()
  const app = startApp(appCommand, { PORT: '0', DATA_DIR })
  const page = await fetch(await app.opened())
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('Join the conversation')
  expect(await app.terminate()).toBe(0)
  expect(existsSync(join(DATA_DIR, 'postgres', 'postmaster.pid'))).toBe(false)
})

test('a browser is known again after a second start: the secret is kept with the data', async () => {
  const DATA_DIR = dataFolder()
  const first = startApp(appCommand, { PORT: '0', DATA_DIR })
  const address = await first.opened()
  const cookie = (await fetch(address)).headers.get('set-cookie')
  await first.terminate()
  const second = startApp(appCommand, { PORT: '0', DATA_DIR })
  const again = await fetch(await second.opened(), { headers: { cookie: cookie?.split(';')[0] ?? '' } })
  expect(again.headers.get('set-cookie')).toBe(null)
  await second.terminate()
})

test('a second start on a folder in use says so, and how to share it', async () => {
  const DATA_DIR = dataFolder()
  const first = startApp(appCommand, { PORT: '0', DATA_DIR })
  await first.opened()
  const second = startApp(appCommand, { PORT: '0', DATA_DIR })
  expect(await second.exited()).toBe(1)
  expect(second.output().trim()).toMatch(/^[^\n]*DATABASE_URL[^\n]*$/)
  await first.terminate()
})

/** Whether any user may enter every folder on the way to the checkout. */
function isOpenToAll(folder: string): boolean {
  if (folder === dirname(folder)) return true
  const mode = Number.parseInt(execFileSync('stat', ['-c', '%a', folder]).toString(), 8)
  return (mode & 0o005) === 0o005 && isOpenToAll(dirname(folder))
}

const isRoot = process.getuid?.() === 0
const nobody = 65_534

test.skipIf(isRoot && !isOpenToAll(root))(
  'the app starts as an ordinary user (skipped for root where others may not read the checkout)',
  async () => {
    const DATA_DIR = dataFolder()
    if (isRoot) chownSync(DATA_DIR, nobody, nobody)
    const become = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--inh-caps=-all']
    const app = startApp([...(isRoot ? become : []), ...appCommand], { PORT: '0', DATA_DIR, HOME: DATA_DIR })
    const health = await fetch(new URL('/healthz', await app.opened()))
    expect(health.status).toBe(200)
    if (isRoot)
      expect(
        execFileSync('stat', ['-c', '%u', `/proc/${app.pid}`])
          .toString()
          .trim(),
      ).toBe('65534')
    expect(await app.terminate()).toBe(0)
    accessSync(join(DATA_DIR, 'postgres', 'PG_VERSION'))
  },
)

test.each([
  ['a missing secret', {}, /SECRET_KEY_BASE/],
  ['a short secret', { SECRET_KEY_BASE: 'short' }, /SECRET_KEY_BASE/],
  ['a port that is none', { SECRET_KEY_BASE: secret, PORT: '99999' }, /PORT/],
  [
    'an unreachable database',
    { SECRET_KEY_BASE: secret, DATABASE_URL: 'postgres://127.0.0.1:1/none' },
    /DATABASE_URL/,
  ],
  [
    'a folder for images that is none',
    { SECRET_KEY_BASE: secret, IMAGE_DIR: '/dev/null/images' },
    /IMAGE_DIR/,
  ],
  [
    'a bucket that cannot be reached',
    {
      SECRET_KEY_BASE: secret,
      IMAGE_BUCKET_URL: 'http://127.0.0.1:1/bucket',
      IMAGE_BUCKET_KEY_ID: 'id',
      IMAGE_BUCKET_SECRET: 'secret',
    },
    /IMAGE_BUCKET/,
  ],
])('%s in production is told in one line, with exit code 1', async (_, environment, line) => {
  const app = startApp(appCommand, {
    NODE_ENV: 'production',
    PORT: '0',
    DATA_DIR: dataFolder(),
    ...environment,
  })
  expect(await app.exited()).toBe(1)
  expect(app.output().trim().split('\n')).toHaveLength(1)
  expect(app.output()).toMatch(line)
})

test('a port in use is told in one line, and the database that was started ends', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => {
    taken.close()
  })
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as { port: number }
  const DATA_DIR = dataFolder()
  const app = startApp(appCommand, { PORT: String(port), DATA_DIR })
  expect(await app.exited()).toBe(1)
  expect(app.output().trim()).toBe(`Port ${port} is in use: stop what runs there, or set PORT to another.`)
  expect(existsSync(join(DATA_DIR, 'postgres', 'postmaster.pid'))).toBe(false)
})
