import { setTimeout as sleep } from 'node:timers/promises'
import { closedLoop } from '../load/closed-loop.ts'
import { openView, type View } from '../load/view.ts'
import { enter, type Visitor } from '../load/visitor.ts'
import { warmUp } from '../load/warm-up.ts'
import { nameOf } from '../seed.ts'
import { startOurs } from '../server-process.ts'
import { counted, type Row } from '../table.ts'
import type { Subject } from './subject.ts'

const crowds = [100, 500]
const SIDE_BY_SIDE = 20
const LONGEST_MS = 60_000
/** Nothing more comes once it has been quiet for so long, in milliseconds. */
const QUIET_MS = 600

/** What it costs that everyone enters the room while everyone watches who is there. */
export const roster: Subject = async (databaseUrl) => {
  const rows: Row[] = []
  for (const count of crowds) rows.push(await crowd(databaseUrl, count))
  return {
    title: 'roster: so many people open /chat, each in a browser of their own',
    unit: 'ms CPU in all',
    rows,
  }
}

async function crowd(databaseUrl: string, count: number): Promise<Row> {
  const ours = await startOurs(databaseUrl, {}, { people: count + 1 })
  const { room, cookie } = await enter(ours.url, nameOf(count))
  await warmUp(room, cookie)
  const people: Visitor[] = []
  const names = Array.from({ length: count }, (_, i) => nameOf(i))
  const bounds = { operations: count, ms: LONGEST_MS }
  const take = async () => {
    people.push(await enter(ours.url, names.pop()!))
    return 0
  }
  await closedLoop(Array(SIDE_BY_SIDE).fill(take), bounds)
  const views: View[] = []
  let [frames, bytes, lastHeard] = [0, 0, performance.now()]
  const before = await ours.cpuTime()
  const open = async () => {
    const { room, cookie } = people.pop()!
    const { view } = await openView(room, cookie)
    views.push(view)
    view.onFrame = (frame, size) => {
      if (!frame.includes(',"diff",')) return
      frames++
      bytes += size
      lastHeard = performance.now()
    }
    return 0
  }
  await closedLoop(Array(SIDE_BY_SIDE).fill(open), bounds)
  while (performance.now() - lastHeard < QUIET_MS) await sleep(50)
  const cpu = ((await ours.cpuTime()) - before) / 1000
  for (const view of views) view.close()
  await ours.stop()
  const what = `${count} people: pages, joins and ${frames} updates of who is there`
  return { ...counted(what, count, cpu, undefined, count - views.length), bytes: bytes / frames }
}
