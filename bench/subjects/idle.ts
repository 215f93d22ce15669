import { setTimeout as sleep } from 'node:timers/promises'
import { ROUNDS } from '../compare.ts'
import { residentMemory } from '../figures.ts'
import { record } from '../load/record.ts'
import { type OpenViews, openViews } from '../load/views.ts'
import { enter } from '../load/visitor.ts'
import { type ServerProcess, startFloor, startOurs } from '../server-process.ts'
import type { Row } from '../table.ts'
import type { Subject } from './subject.ts'

const VIEWS = 500
/** Views that are open already at the first reading: what the first ones need is not what one more view needs. */
const FIRST_VIEWS = 200
/** A while before each reading in which nothing happens, in milliseconds. */
const REST_MS = 4000

const paths = ['/counter', '/chat'] as const

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

/** What an open view holds while nothing happens; processes are new in every round. */
export const idle: Subject = async (databaseUrl) => {
  const rounds: (readonly Held[])[] = []
  for (let i = 0; i < ROUNDS; i++) rounds.push(await measure(databaseUrl))
  const rows = paths.flatMap((path, i) => {
    const ours = rounds.map((held) => held[2 * i]!)
    const floor = rounds.map((held) => held[2 * i + 1]!)
    return [row(`${path}, resident`, 'resident', ours, floor), row(`${path}, in use`, 'inUse', ours, floor)]
  })
  return { title: 'idle: memory that an open view adds', unit: 'kB', rows }
}

/** What ours and the floor hold, path by path. */
async function measure(databaseUrl: string): Promise<readonly Held[]> {
  const places: Place[] = []
  for (const path of paths) places.push(...(await openPlaces(databaseUrl, path)))
  const first = await openEverywhere(places, FIRST_VIEWS)
  const before = await readMemory(places)
  const opened = await openEverywhere(places, VIEWS)
  const after = await readMemory(places)
  for (const { close } of [...first, ...opened]) close()
  await Promise.all(places.map(({ server }) => server.stop()))
  return opened.map(({ views, bytes }, i) => ({
    views: views.length,
    bytes,
    resident: after[i]!.resident - before[i]!.resident,
    inUse: after[i]!.inUse - before[i]!.inUse,
  }))
}

async function openPlaces(databaseUrl: string, path: (typeof paths)[number]): Promise<readonly Place[]> {
  const ours = await startOurs(databaseUrl)
  const { room, cookie } = await enter(ours.url, 'user-0001')
  const url = path === '/chat' ? room : new URL(path, ours.url)
  const floor = await startFloor(await record(url))
  return [
    { server: ours, url, cookie },
    { server: floor, url: new URL(path, floor.url), cookie },
  ]
}

async function openEverywhere(places: readonly Place[], count: number): Promise<readonly OpenViews[]> {
  const opened: OpenViews[] = []
  for (const { url, cookie } of places) opened.push(await openViews(count, url, cookie))
  return opened
}

async function readMemory(places: readonly Place[]): Promise<readonly Memory[]> {
  await sleep(REST_MS)
  const read = async ({ server }: Place) => {
    const resident = residentMemory(server.pid)
    return { resident, inUse: await server.memoryInUse() }
  }
  return Promise.all(places.map(read))
}

function row(what: string, figure: keyof Memory, ours: readonly Held[], floor: readonly Held[]): Row {
  const perView = (held: Held) => held[figure] / held.views
  return {
    what,
    n: VIEWS,
    ours: ours.map(perView),
    floor: floor.map(perView),
    bytes: ours[0]!.bytes / ours[0]!.views,
    floorBytes: floor[0]!.bytes / floor[0]!.views,
    losses: [...ours, ...floor].reduce((lost, { views }) => lost + VIEWS - views, 0),
  }
}
