import { compare } from '../compare.ts'
import type { Load } from '../load/closed-loop.ts'
import { openViews } from '../load/views.ts'
import { enter } from '../load/visitor.ts'
import { type ServerProcess, startOurs } from '../server-process.ts'
import type { Row } from '../table.ts'
import type { WorkDone } from '../work-done.ts'
import type { Subject } from './subject.ts'

const VIEWS = 300

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
    const name = path.replace(/\?.*/, '')
    rows.push(await compare(`µs CPU ${name}`, ...sides))
    const [mine, theirs] = [await count(sides[0]), await count(sides[1])]
    for (const what of ['mounts', 'queries'] as const)
      rows.push(counted(`${what} ${name}`, mine[what], theirs[what]))
  }
  await ours.stop()
  await floor.stop()
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

const counted = (what: string, ours: number, floor: number): Row => ({
  what,
  n: VIEWS,
  ours: [ours],
  floor: [floor],
  bytes: 0,
  floorBytes: 0,
  losses: 0,
})
