import { setTimeout as sleep } from 'node:timers/promises'
import { ROUNDS } from '../compare.ts'
import { residentMemory } from '../figures.ts'
import { record } from '../load/record.ts'
import { type OpenViews, openViews } from '../load/views.ts'
import { enter } from '../load/visitor.ts'
import { type ServerProcess, startFloor, startOurs } from '../server-process.ts'
import type { Row } from '../table.ts'
import type { Subject } from './subject.ts'

const VIEWS = 1000
/** Views that come and go before the first reading, so that code and caches are there. */
const FIRST_VIEWS = 300
/** A while after the last view has opened, in milliseconds. */
const REST_MS = 8000
/** What the system needs to take freed memory back, in milliseconds. */
const RETURN_MS = 500

/** One page on a server of its own, in one browser. */
interface Place {
  readonly server: ServerProcess
  readonly url: URL
  readonly cookie: string
}

/** What the views of a place hold, in kilobytes. */
interface Held {
  readonly views: number
  readonly bytes: number
  /** With the garbage that lies about after a rest. */
  readonly rested: number
  /** Once all garbage has been collected. */
  readonly collected: number
}

const paths = ['/counter', '/chat'] as const

/** What an open view holds while nothing happens; processes are new in every round. */
export const idle: Subject = async (databaseUrl) => {
  const rounds: (readonly Held[])[] = []
  for (let i = 0; i < ROUNDS; i++) rounds.push(await measure(databaseUrl))
  const rows = paths.flatMap((path, i) => {
    const ours = rounds.map((held) => held[2 * i]!)
    const floor = rounds.map((held) => held[2 * i + 1]!)
    return [row(`${path}, rested`, 'rested', ours, floor), row(`${path}, collected`, 'collected', ours, floor)]
  })
  return { title: 'idle: memory of an open view', unit: 'kB', rows }
}

/** What ours and the floor hold, path by path. */
async function measure(databaseUrl: string): Promise<readonly Held[]> {
  const places: Place[] = []
  for (const path of paths) places.push(...(await openPlaces(databaseUrl, path)))
  for (const { url, cookie } of places) (await openViews(FIRST_VIEWS, url, cookie)).close()
  const before = await collectedMemory(places)
  const opened: OpenViews[] = []
  for (const { url, cookie } of places) opened.push(await openViews(VIEWS, url, cookie))
  await sleep(REST_MS)
  const rested = places.map(({ server }) => residentMemory(server.pid))
  const collected = await collectedMemory(places)
  for (const { close } of opened) close()
  await Promise.all(places.map(({ server }) => server.stop()))
  return opened.map(({ views, bytes }, i) => ({
    views: views.length,
    bytes,
    rested: rested[i]! - before[i]!,
    collected: collected[i]! - before[i]!,
  }))
}

async function collectedMemory(places: readonly Place[]): Promise<readonly number[]> {
  await Promise.all(places.map(({ server }) => server.collect()))
  await sleep(RETURN_MS)
  return places.map(({ server }) => residentMemory(server.pid))
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

function row(
  what: string,
  figure: 'rested' | 'collected',
  ours: readonly Held[],
  floor: readonly Held[],
): Row {
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
