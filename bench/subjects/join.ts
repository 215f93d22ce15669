import { compare } from '../compare.ts'
import { closedLoop, type Load } from '../load/closed-loop.ts'
import { getPage } from '../load/page.ts'
import { record } from '../load/record.ts'
import { openViews } from '../load/views.ts'
import { enter } from '../load/visitor.ts'
import { warmUp } from '../load/warm-up.ts'
import { startFloor, startOurs } from '../server-process.ts'
import type { Row } from '../table.ts'
import type { Subject } from './subject.ts'

const VIEWS = 200
const CONNECTIONS = 50
const pageBounds = { operations: 1500, ms: 1000 }

/** What a page costs a new visitor, and what page, socket and join cost together with all views held open. */
export const join: Subject = async (databaseUrl) => {
  const ours = await startOurs(databaseUrl)
  const { room, cookie } = await enter(ours.url, 'user-0001')
  const rows: Row[] = []
  for (const url of [new URL('/counter', ours.url), new URL('/', ours.url), room]) {
    const floor = await startFloor(await record(url))
    for (const at of [url, new URL(url.pathname, floor.url)]) await warmUp(at, cookie)
    const compared = (what: string, load: (url: URL) => Promise<Load>) =>
      compare(
        `${what} ${url.pathname}`,
        { server: ours, load: () => load(url) },
        { server: floor, load: () => load(new URL(url.pathname, floor.url)) },
      )
    rows.push(await compared('page', getPages), await compared('join', (at) => joinViews(at, cookie)))
    await floor.stop()
  }
  await ours.stop()
  return { title: 'join: a page for a new visitor; page, socket and join', unit: 'µs CPU', rows }
}

function getPages(url: URL): Promise<Load> {
  const get = async () => (await getPage(url)).bytes
  return closedLoop(Array(CONNECTIONS).fill(get), pageBounds)
}

async function joinViews(url: URL, cookie: string): Promise<Load> {
  const { views, bytes, losses, close } = await openViews(VIEWS, url, cookie)
  close()
  return { operations: views.length, bytes, losses }
}
