import { residentMemory } from '../figures.ts'
import { record } from '../load/record.ts'
import { message, say, text } from '../load/say.ts'
import type { View } from '../load/view.ts'
import { openViews } from '../load/views.ts'
import { enter } from '../load/visitor.ts'
import { warmUpRoom } from '../load/warm-up.ts'
import { type ServerProcess, startFloor, startOurs } from '../server-process.ts'
import type { Row } from '../table.ts'
import type { Subject } from './subject.ts'

const sizes = [100, 500, 2000, 5000]
/** Deliveries that are measured at each size. */
const DELIVERIES = 20_000

/** One server, and the views that are open there. */
interface Side {
  readonly server: ServerProcess
  readonly url: URL
  readonly cookie: string
  readonly views: View[]
}

interface Step {
  readonly join: number
  readonly delivery: number
  readonly joinBytes: number
  readonly deliveryBytes: number
  readonly losses: number
  readonly resident: number
  readonly inUse: number
}

/** How joins, deliveries and memory grow with the views that are open: a straight line keeps its figures. */
export const growth: Subject = async (databaseUrl) => {
  const ours = await startOurs(databaseUrl)
  const { room, cookie } = await enter(ours.url, 'user-0001')
  const recording = await record(room, message, text)
  const floor = await startFloor({ ...recording, author: room.searchParams.get('user_id')! }, databaseUrl)
  const sides: readonly Side[] = [
    { server: ours, url: room, cookie, views: [] },
    { server: floor, url: new URL(room.pathname, floor.url), cookie, views: [] },
  ]
  for (const { url } of sides) await warmUpRoom(url, cookie)
  const rows: Row[] = []
  for (const size of sizes) {
    const [here, there] = [await grow(sides[0]!, size), await grow(sides[1]!, size)]
    rows.push(
      row(`join, up to ${size} views, µs`, size, here, there, 'join', 'joinBytes'),
      row(`delivery to ${size} views, µs`, DELIVERIES, here, there, 'delivery', 'deliveryBytes'),
      row(`resident with ${size} views, MB`, size, here, there, 'resident'),
      row(`in use with ${size} views, MB`, size, here, there, 'inUse'),
    )
  }
  for (const { views } of sides) for (const view of views) view.close()
  await floor.stop()
  await ours.stop()
  return { title: 'growth: /chat with more and more views, one person’s tabs', unit: 'CPU or MB', rows }
}

async function grow({ server, url, cookie, views }: Side, size: number): Promise<Step> {
  const missing = size - views.length
  const before = await server.cpuTime()
  const opened = await openViews(missing, url, cookie)
  const joins = (await server.cpuTime()) - before
  views.push(...opened.views)
  await say(views, { messages: 2, inFlight: 1 })
  const atRest = await server.cpuTime()
  const heard = await say(views, { messages: Math.ceil(DELIVERIES / size), inFlight: 1 })
  const deliveries = (await server.cpuTime()) - atRest
  const resident = residentMemory(server.pid)
  return {
    join: joins / missing,
    delivery: deliveries / heard.operations,
    joinBytes: opened.bytes / missing,
    deliveryBytes: heard.bytes / heard.operations,
    losses: opened.losses + heard.losses,
    resident: resident / 1024,
    inUse: (await server.memoryInUse()) / 1024,
  }
}

function row(
  what: string,
  n: number,
  ours: Step,
  floor: Step,
  figure: 'join' | 'delivery' | 'resident' | 'inUse',
  bytes?: 'joinBytes' | 'deliveryBytes',
): Row {
  return {
    what,
    n,
    ours: [ours[figure]],
    floor: [floor[figure]],
    bytes: bytes ? ours[bytes] : 0,
    floorBytes: bytes ? floor[bytes] : 0,
    losses: ours.losses + floor.losses,
  }
}
