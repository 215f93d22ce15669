import { compare } from '../compare.ts'
import { record } from '../load/record.ts'
import { message, say, text } from '../load/say.ts'
import { openViews } from '../load/views.ts'
import { enter } from '../load/visitor.ts'
import { warmUpRoom } from '../load/warm-up.ts'
import { startFloor, startOurs } from '../server-process.ts'
import type { Row } from '../table.ts'
import type { Subject } from './subject.ts'

/** Viewers of the room, how many messages they are sent in a round, how many of these at a time, and by how many people. */
const cases = [
  { viewers: 100, messages: 100, inFlight: 1, senders: 1 },
  { viewers: 500, messages: 40, inFlight: 1, senders: 1 },
  { viewers: 500, messages: 160, inFlight: 16, senders: 16 },
  { viewers: 500, messages: 160, inFlight: 16, senders: 1 },
]

const told = ({ inFlight, senders }: { readonly inFlight: number; readonly senders: number }): string =>
  `${inFlight} at a time${inFlight > senders ? ' of one sender' : ''}`

/** What a message costs for each viewer that it reaches, its way through the database included; one person's tabs. */
export const fanout: Subject = async (databaseUrl) => {
  const ours = await startOurs(databaseUrl)
  const { room, cookie } = await enter(ours.url, 'user-0001')
  const recording = await record(room, message, text)
  const floor = await startFloor({ ...recording, author: room.searchParams.get('user_id')! }, databaseUrl)
  for (const url of [room, new URL(room.pathname, floor.url)]) await warmUpRoom(url, cookie)
  const rows: Row[] = []
  for (const { viewers, ...saying } of cases) {
    const here = await openViews(viewers, room, cookie)
    const there = await openViews(viewers, new URL(room.pathname, floor.url), cookie)
    rows.push(
      await compare(
        `delivery to ${viewers} viewers, ${told(saying)}`,
        { server: ours, load: () => say(here.views, saying) },
        { server: floor, load: () => say(there.views, saying) },
      ),
    )
    here.close()
    there.close()
  }
  await floor.stop()
  await ours.stop()
  return { title: 'fan-out: a message of 64 characters to everyone in the room', unit: 'µs CPU', rows }
}
