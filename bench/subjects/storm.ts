import { setTimeout as sleep } from 'node:timers/promises'
import { View } from '../load/view.ts'
import { openViews } from '../load/views.ts'
import { enter } from '../load/visitor.ts'
import { percentile } from '../percentile.ts'
import { startOurs } from '../server-process.ts'
import { counted } from '../table.ts'
import type { Subject } from './subject.ts'

const VIEWS = 2000
/** The client's own wait after a restart is spread like this, in milliseconds. */
const SPREAD_MS = 2000
/** A client gives a join up after so long. */
const TIMEOUT_MS = 10_000
const ATTEMPTS = 20

/** A restart under open chats: how long until all are back, and how long their joins take. */
export const storm: Subject = async (databaseUrl) => {
  const first = await startOurs(databaseUrl)
  const { room, cookie } = await enter(first.url, 'user-0001')
  const { views } = await openViews(VIEWS, room, cookie)
  const closings = views.map((view) => view.closed())
  const begun = performance.now()
  await first.stop()
  await Promise.all(closings)
  const second = await startOurs(databaseUrl, {}, { port: room.port })
  const open = performance.now()
  const before = await second.cpuTime()
  await second.delay()
  const back = await Promise.all(views.map((view) => comeBack(view)))
  const end = performance.now()
  const cpu = ((await second.cpuTime()) - before) / VIEWS
  const delay = await second.delay()
  const { mountsAtOnce } = await second.workDone()
  for (const { view } of back) view?.close()
  await second.stop()
  const times = back.map(({ ms }) => ms)
  const losses = back.filter(({ view, ms }) => !view || ms > TIMEOUT_MS).length
  const row = (what: string, figure: number) => counted(what, VIEWS, figure, undefined, losses)
  return {
    title: `storm: a restart under ${VIEWS} open chats; lost is who is not back, or has waited more than 10 s for a join`,
    unit: 'as named',
    rows: [
      row('until the new server is open, s', (open - begun) / 1000),
      row('from then until all are back, s', (end - open) / 1000),
      row('median join, ms', percentile(times, 0.5)),
      row('slowest join, ms', Math.max(...times)),
      row('CPU of a join, µs', cpu),
      row('the most mounts at a time', mountsAtOnce),
      row('event loop late, 99th percentile, ms', delay),
    ],
  }
}

/** Connects a page again, as a browser does: after a wait, and again when that fails. */
async function comeBack({ page }: View): Promise<{ readonly view: View | undefined; readonly ms: number }> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await sleep(Math.random() * SPREAD_MS)
    const view = new View(page)
    const begun = performance.now()
    try {
      await view.join()
      return { view, ms: performance.now() - begun }
    } catch {
      view.close()
    }
  }
  return { view: undefined, ms: 0 }
}
