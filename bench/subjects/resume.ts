import { setTimeout as sleep } from 'node:timers/promises'
import type { Limits } from 'oriel/server'
import { compare } from '../compare.ts'
import type { Load } from '../load/closed-loop.ts'
import { View } from '../load/view.ts'
import { openViews } from '../load/views.ts'
import { enter } from '../load/visitor.ts'
import { type ServerProcess, startOurs } from '../server-process.ts'
import type { Row } from '../table.ts'
import type { Subject } from './subject.ts'

const VIEWS = 300

/** Views that are open already at the first reading: what the first ones need is not what one more needs. */
const FIRST_VIEWS = 200
const PARKED = 800

/** A while before each reading in which nothing happens, in milliseconds. */
const REST_MS = 1000

const LASTING: Partial<Limits> = { resumeMs: 300_000 }
const BRIEF: Partial<Limits> = { resumeMs: 0 }

/** What a lost connection costs when its view goes on, beside a server where it is mounted anew. */
export const resume: Subject = async (databaseUrl) => {
  const ours = await startOurs(databaseUrl, LASTING)
  const floor = await startOurs(databaseUrl, BRIEF)
  const rows: Row[] = []
  for (const path of ['/counter', '/chat']) {
    const sides = [await sideOf(ours, path, 'user-0001'), await sideOf(floor, path, 'user-0002')] as const
    rows.push(await compare(`µs CPU ${path}`, ...sides))
    for (const what of ['mounts', 'queries'] as const) {
      const [mine, theirs] = [await count(sides[0], what), await count(sides[1], what)]
      rows.push(counted(`${what} ${path}`, VIEWS, [mine], [theirs]))
    }
    for (const { close } of sides) close()
  }
  await ours.stop()
  await floor.stop()
  for (const path of ['/counter', '/chat']) rows.push(await memoryOfParked(databaseUrl, path))
  const title = 'resume: a lost connection and its return; the floor mounts the view anew, and keeps none'
  return { title, unit: 'per view', rows }
}

interface Side {
  readonly server: ServerProcess
  readonly load: () => Promise<Load>
  readonly close: () => void
}

/** Views that lose their connection and come back, again and again. */
async function sideOf(server: ServerProcess, path: string, name: string): Promise<Side> {
  const { url, cookie } = await place(server, path, name)
  const opened = await openViews(VIEWS, url, cookie, true)
  let views = opened.views
  const load = async () => {
    for (const view of views) view.close()
    const back = views.map((view) => new View(view.page, view.standing))
    const replies = await Promise.all(back.map((view) => view.join()))
    views = back
    const bytes = replies.reduce((sum, reply) => sum + reply.bytes, 0)
    return { operations: VIEWS, bytes, losses: 0 }
  }
  const close = () => {
    for (const view of views) view.close()
  }
  return { server, load, close }
}

async function place(server: ServerProcess, path: string, name: string) {
  const { room, cookie } = await enter(server.url, name)
  return { url: path === '/chat' ? room : new URL(path, server.url), cookie }
}

/** What one return makes a server do. */
async function count({ server, load }: Side, what: 'mounts' | 'queries'): Promise<number> {
  const before = await server.workDone()
  const { operations } = await load()
  return ((await server.workDone())[what] - before[what]) / operations
}

/** What a view without a connection holds, beside what one that has it does. */
async function memoryOfParked(databaseUrl: string, path: string): Promise<Row> {
  const server = await startOurs(databaseUrl, LASTING)
  const { url, cookie } = await place(server, path, 'user-0003')
  const read = async () => {
    await sleep(REST_MS)
    return server.memoryInUse()
  }
  const first = await openViews(FIRST_VIEWS, url, cookie, true)
  const before = await read()
  const opened = await openViews(PARKED, url, cookie, true)
  const connected = (await read()) - before
  opened.close()
  const parked = (await read()) - before
  first.close()
  await server.stop()
  const what = `kB in use ${path}; the floor has its connection`
  return counted(what, PARKED, [parked / PARKED], [connected / PARKED])
}

const counted = (what: string, n: number, ours: readonly number[], floor: readonly number[]): Row => ({
  what,
  n,
  ours,
  floor,
  bytes: 0,
  floorBytes: 0,
  losses: 0,
})
