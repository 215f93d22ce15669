import { setTimeout as sleep } from 'node:timers/promises'
import type { Recording } from '../floor/recording.ts'
import { openView, type SentEvent, type View } from './view.ts'

/** How long to wait for what an event sends to everyone, in milliseconds. */
const WAIT_MS = 10_000

/** Visits a page for the first time and keeps what the server sends; an event's delivery is the frame with `mark`. */
export async function record(url: URL, event?: SentEvent, mark?: string): Promise<Recording> {
  const { view, joined } = await openView(url)
  const delivered = mark === undefined ? undefined : frameWith(view, mark)
  const replied = event && (await view.send(event))
  const frame = await delivered
  view.close()
  const { body, setCookie } = view.page
  return {
    page: body,
    setCookie,
    join: JSON.stringify(joined.payload),
    reply: JSON.stringify(replied?.payload ?? {}),
    delivery: frame && JSON.stringify(JSON.parse(frame)[4]),
  }
}

async function frameWith(view: View, mark: string): Promise<string> {
  const found = new Promise<string>((resolve) => {
    view.onFrame = (frame) => {
      if (frame.includes(mark)) resolve(frame)
    }
  })
  const missing = sleep(WAIT_MS, undefined, { ref: false }).then(() => {
    throw new Error(`Nothing with "${mark}" arrived at ${view.page.url}.`)
  })
  return Promise.race([found, missing])
}
