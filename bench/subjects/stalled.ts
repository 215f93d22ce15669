import { residentMemory } from '../figures.ts'
import { type Heard, say } from '../load/say.ts'
import { openView } from '../load/view.ts'
import { openViews } from '../load/views.ts'
import { enter } from '../load/visitor.ts'
import { warmUpRoom } from '../load/warm-up.ts'
import { percentile } from '../percentile.ts'
import { startOurs } from '../server-process.ts'
import type { Row } from '../table.ts'
import type { Subject } from './subject.ts'

const VIEWERS = 1000
const saying = { messages: 60, inFlight: 1 }
const ROUNDS = 3

interface Measured extends Heard {
  readonly p99: number
  /** Megabytes that the server holds. */
  readonly resident: number
  /** Those of them that are no garbage. */
  readonly inUse: number
  /** Milliseconds that its timers were late. */
  readonly delay: number
}

/** Whether one reader of a thousand that takes nothing costs the others anything. */
export const stalled: Subject = async (databaseUrl) => {
  const ours = await startOurs(databaseUrl)
  const { room, cookie } = await enter(ours.url, 'user-0001')
  await warmUpRoom(room, cookie)
  const { views, close } = await openViews(VIEWERS, room, cookie)
  const measure = async (): Promise<Measured> => {
    await ours.delay()
    const heard = await say(views, saying)
    const delay = await ours.delay()
    const p99 = percentile(heard.times, 0.99)
    const resident = residentMemory(ours.pid) / 1024
    return { ...heard, p99, delay, resident, inUse: (await ours.memoryInUse()) / 1024 }
  }
  await measure()
  const rounds: { readonly without: Measured; readonly having: Measured }[] = []
  for (let i = 0; i < ROUNDS; i++) {
    const without = await measure()
    const { view } = await openView(room, cookie)
    view.stall()
    rounds.push({ without, having: await measure() })
    view.close()
  }
  close()
  await ours.stop()
  const row = (what: string, figure: 'p99' | 'delay' | 'resident' | 'inUse'): Row => ({
    what,
    n: VIEWERS * saying.messages,
    ours: rounds.map(({ having }) => having[figure]),
    floor: rounds.map(({ without }) => without[figure]),
    bytes: 0,
    floorBytes: 0,
    losses: rounds.reduce((sum, { having, without }) => sum + having.losses + without.losses, 0),
  })
  return {
    title: 'stalled: 1,000 readers of the room, and one more that takes nothing',
    unit: 'as named',
    against: 'without it',
    rows: [
      row('99th percentile of a delivery, ms', 'p99'),
      row('event loop late, 99th percentile, ms', 'delay'),
      row('resident, MB', 'resident'),
      row('in use, MB', 'inUse'),
    ],
  }
}
