import { compare } from '../compare.ts'
import { closedLoop, type Load } from '../load/closed-loop.ts'
import { record } from '../load/record.ts'
import type { SentEvent, View } from '../load/view.ts'
import { openViews } from '../load/views.ts'
import { startFloor, startOurs } from '../server-process.ts'
import type { Row } from '../table.ts'
import type { Subject } from './subject.ts'

const bounds = { operations: 100_000, ms: 800 }
const cases = [
  { path: '/counter', name: 'inc', count: 1 },
  { path: '/counter', name: 'inc', count: 100 },
  { path: '/static-list', name: 'touch', count: 20 },
]

/** What an event and its answer cost, each view sending the next when the last has been answered. */
export const event: Subject = async (databaseUrl) => {
  const ours = await startOurs(databaseUrl)
  const rows: Row[] = []
  for (const { path, name, count } of cases) {
    const click: SentEvent = { type: 'click', event: name, value: { value: '' } }
    const url = new URL(path, ours.url)
    const floor = await startFloor(await record(url, click))
    const here = await openViews(count, url)
    const there = await openViews(count, new URL(path, floor.url))
    rows.push(
      await compare(
        `${name} on ${path}, ${count} views`,
        { server: ours, load: () => sendEvents(here.views, click) },
        { server: floor, load: () => sendEvents(there.views, click) },
      ),
    )
    here.close()
    there.close()
    await floor.stop()
  }
  await ours.stop()
  return { title: 'event: sent, handled and answered with what has changed', unit: 'µs CPU', rows }
}

function sendEvents(views: readonly View[], click: SentEvent): Promise<Load> {
  const operations = views.map((view) => async () => (await view.send(click)).bytes)
  return closedLoop(operations, bounds)
}
