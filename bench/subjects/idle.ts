import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { residentMemory } from '../figures.ts'
import { record } from '../load/record.ts'
import { type OpenViews, openViews } from '../load/views.ts'
import { enter } from '../load/visitor.ts'
import { type ServerProcess, startFloor, startOurs } from '../server-process.ts'
import type { Row } from '../table.ts'
import type { Subject } from './subject.ts'

/** Views that are open already at the first reading: what the first ones need is not what one more view needs. */
const FIRST_VIEWS = 1000
const VIEWS = 2000
/** A while before each reading in which nothing happens, in milliseconds. */
const REST_MS = 2000

const cases = [
  { path: '/counter', people: 100 },
  { path: '/chat', people: 100 },
  { path: '/chat', people: 1000 },
] as const

/** One page on a server of its own, in one browser. */
interface Place {
  readonly server: ServerProcess
  readonly url: URL
  readonly cookie: string
}

/** The memory of a server, in kilobytes. */
interface Memory {
  /** What the system has given it, with the garbage that lies about. */
  readonly resident: number
  /** What its objects and buffers take. */
  readonly inUse: number
}

/** What the views of a place add to the memory of its server. */
interface Held extends Memory {
  readonly views: number
  readonly bytes: number
}

/** What an open view holds while nothing happens, as a slope. */
export const idle: Subject = async (databaseUrl) => {
  const rows: Row[] = []
  for (const { path, people } of cases) {
    const url = people === 100 ? databaseUrl : await anotherDatabase(databaseUrl)
    const { ours, floor } = await measure(url, path, people)
    const what = path === '/chat' ? `${path}, ${people} people` : path
    rows.push(row(`${what}, resident`, 'resident', ours, floor), row(`${what}, in use`, 'inUse', ours, floor))
  }
  const title = `idle: memory that one more open view adds, from ${FIRST_VIEWS} views to ${FIRST_VIEWS + VIEWS}`
  return { title, unit: 'kB', rows }
}

async function anotherDatabase(databaseUrl: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('create database crowded')
  await client.end()
  return Object.assign(new URL(databaseUrl), { pathname: '/crowded' }).href
}

async function measure(databaseUrl: string, path: string, people: number) {
  const [ours, floor] = await openPlaces(databaseUrl, path, people)
  const first = [await openAt(ours, FIRST_VIEWS), await openAt(floor, FIRST_VIEWS)]
  const before = await readMemory([ours, floor])
  const opened = [await openAt(ours, VIEWS), await openAt(floor, VIEWS)]
  const after = await readMemory([ours, floor])
  for (const { close } of [...first, ...opened]) close()
  await Promise.all([ours.server.stop(), floor.server.stop()])
  const held = (i: 0 | 1): Held => ({
    views: opened[i]!.views.length,
    bytes: opened[i]!.bytes,
    resident: after[i]!.resident - before[i]!.resident,
    inUse: after[i]!.inUse - before[i]!.inUse,
  })
  return { ours: held(0), floor: held(1) }
}

async function openPlaces(
  databaseUrl: string,
  path: string,
  people: number,
): Promise<readonly [ours: Place, floor: Place]> {
  const ours = await startOurs(databaseUrl, {}, { people })
  const { room, cookie } = await enter(ours.url, 'user-0001')
  const url = path === '/chat' ? room : new URL(path, ours.url)
  const floor = await startFloor(await record(url))
  return [
    { server: ours, url, cookie },
    { server: floor, url: new URL(path, floor.url), cookie },
  ]
}

const openAt = ({ url, cookie }: Place, count: number): Promise<OpenViews> => openViews(count, url, cookie)

async function readMemory(places: readonly Place[]): Promise<readonly Memory[]> {
  await sleep(REST_MS)
  const read = async ({ server }: Place) => {
    const resident = residentMemory(server.pid)
    return { resident, inUse: await server.memoryInUse() }
  }
  return Promise.all(places.map(read))
}

function row(what: string, figure: keyof Memory, ours: Held, floor: Held): Row {
  return {
    what,
    n: VIEWS,
    ours: [ours[figure] / ours.views],
    floor: [floor[figure] / floor.views],
    bytes: ours.bytes / ours.views,
    floorBytes: floor.bytes / floor.views,
    losses: 2 * VIEWS - ours.views - floor.views,
  }
}
