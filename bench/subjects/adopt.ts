import type { Limits } from 'oriel/server'
import { compare } from '../compare.ts'
import type { Load } from '../load/closed-loop.ts'
import { getPage } from '../load/page.ts'
import { openViews } from '../load/views.ts'
import { enter } from '../load/visitor.ts'
import { type ServerProcess, startOurs } from '../server-process.ts'
import { counted, type Row } from '../table.ts'
import type { WorkDone } from '../work-done.ts'
import type { Subject } from './subject.ts'

const VIEWS = 150
/** Uncounted before: what has not run often is not compiled yet. */
const FIRST_ROUNDS = 3

/** What a view of a page costs from request to join when the socket adopts its view, beside a server where it does not. */
export const adopt: Subject = async (databaseUrl) => {
  const ours = await startOurs(databaseUrl)
  const floor = await startOurs(databaseUrl, { waitingMs: 0 })
  const { room, cookie } = await enter(ours.url, 'user-0001')
  const other = await enter(floor.url, 'user-0002')
  const rows: Row[] = []
  for (const path of ['/counter', '/', room.pathname + room.search]) {
    const sides = [
      { server: ours, load: () => visitPages(new URL(path, ours.url), cookie) },
      {
        server: floor,
        load: () =>
          visitPages(path.startsWith('/chat') ? other.room : new URL(path, floor.url), other.cookie),
      },
    ] as const
    for (const { load } of sides) for (let i = 0; i < FIRST_ROUNDS; i++) await load()
    const name = path.replace(/\?.*/, '')
    rows.push(await compare(`µs CPU ${name}`, ...sides))
    const [mine, theirs] = [await count(sides[0]), await count(sides[1])]
    for (const what of ['mounts', 'queries'] as const)
      rows.push(counted(`${what} ${name}`, VIEWS, mine[what], theirs[what]))
  }
  await ours.stop()
  await floor.stop()
  for (const path of ['/counter', '/chat']) rows.push(await memoryOfWaiting(databaseUrl, path))
  return { title: 'adopt: a page and its join; the floor mounts the view again', unit: 'per page view', rows }
}

async function visitPages(url: URL, cookie: string): Promise<Load> {
  const { views, bytes, losses, close } = await openViews(VIEWS, url, cookie)
  close()
  return { operations: views.length, bytes, losses }
}

/** What one page view makes a server do. */
async function count({
  server,
  load,
}: {
  readonly server: ServerProcess
  readonly load: () => Promise<Load>
}) {
  const before = await server.workDone()
  const { operations } = await load()
  const after = await server.workDone()
  const each = (what: keyof WorkDone) => (after[what] - before[what]) / operations
  return { mounts: each('mounts'), queries: each('queries') }
}

/** Pages that wait already at the first reading: what the first ones need is not what one more needs. */
const FIRST_PAGES = 100
const PAGES = 400

/** What a page that is never joined holds, beside a server where its view ends with the answer. */
async function memoryOfWaiting(databaseUrl: string, path: string): Promise<Row> {
  const waitingPages = FIRST_PAGES + PAGES
  const ours = await heldBy(databaseUrl, path, { waitingMs: 300_000, waitingPages })
  const floor = await heldBy(databaseUrl, path, { waitingMs: 0 })
  return counted(`kB in use ${path}`, PAGES, ours, floor)
}

async function heldBy(databaseUrl: string, path: string, limits: Partial<Limits>): Promise<number> {
  const server = await startOurs(databaseUrl, limits)
  const { room, cookie } = await enter(server.url, 'user-0003')
  const url = path === '/chat' ? room : new URL(path, server.url)
  const load = async (count: number) => {
    for (let i = 0; i < count; i++) await getPage(url, cookie)
    return server.memoryInUse()
  }
  const before = await load(FIRST_PAGES)
  const after = await load(PAGES)
  await server.stop()
  return (after - before) / PAGES
}
