import { setTimeout as sleep } from 'node:timers/promises'
import { compare } from '../compare.ts'
import type { Load } from '../load/closed-loop.ts'
import { record } from '../load/record.ts'
import type { SentEvent, View } from '../load/view.ts'
import { openViews } from '../load/views.ts'
import { enter } from '../load/visitor.ts'
import { startFloor, startOurs } from '../server-process.ts'
import type { Row } from '../table.ts'
import type { Subject } from './subject.ts'

/** Viewers of the room, and how many messages they are sent in a round, one after the other. */
const cases = [
  { viewers: 100, messages: 100 },
  { viewers: 500, messages: 40 },
]
const WAIT_MS = 10_000
const text = 'the quick brown fox jumps over the lazy dogs and runs on and on.'
const message: SentEvent = {
  type: 'form',
  event: 'send_message',
  value: new URLSearchParams({ content: text }).toString(),
}

/** What a message costs for each viewer that it reaches, its way through the database included; one person's tabs. */
export const fanout: Subject = async (databaseUrl) => {
  const ours = await startOurs(databaseUrl)
  const { room, cookie } = await enter(ours.url, 'user-0001')
  const floor = await startFloor(await record(room, message, text))
  const rows: Row[] = []
  for (const { viewers, messages } of cases) {
    const here = await openViews(viewers, room, cookie)
    const there = await openViews(viewers, new URL(room.pathname, floor.url), cookie)
    rows.push(
      await compare(
        `delivery to ${viewers} viewers`,
        { server: ours, load: () => sayMany(messages, here.views) },
        { server: floor, load: () => sayMany(messages, there.views) },
      ),
    )
    here.close()
    there.close()
  }
  await floor.stop()
  await ours.stop()
  return { title: 'fan-out: a message of 64 characters to everyone in the room', unit: 'µs CPU', rows }
}

export async function sayMany(messages: number, views: readonly View[]): Promise<Load> {
  const total = { operations: 0, bytes: 0, losses: 0 }
  for (let i = 0; i < messages && total.losses === 0; i++) {
    const { operations, bytes } = await sayOnce(views)
    total.operations += operations
    total.bytes += bytes
    total.losses += views.length - operations
  }
  return total
}

/** Sends one message and waits until everyone has it, or has had the time to. */
async function sayOnce(views: readonly View[]): Promise<{ operations: number; bytes: number }> {
  const heard = { operations: 0, bytes: 0 }
  const everyone = new Promise<void>((resolve) => {
    for (const view of views) {
      view.onFrame = (frame, bytes) => {
        if (!frame.includes(text)) return
        heard.operations++
        heard.bytes += bytes
        if (heard.operations === views.length) resolve()
      }
    }
  })
  await views[0]!.send(message)
  await Promise.race([everyone, sleep(WAIT_MS, undefined, { ref: false })])
  return heard
}
