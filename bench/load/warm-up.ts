import { setTimeout as sleep } from 'node:timers/promises'
import { say } from './say.ts'
import { openViews } from './views.ts'

const ROUNDS = 4
const VIEWS = 150
const MESSAGES = 2000
const REST_MS = 500

/** Opens a page often, in one browser: what has not run often is not compiled yet. */
export async function warmUp(url: URL, cookie: string): Promise<void> {
  for (let i = 0; i < ROUNDS; i++) (await openViews(VIEWS, url, cookie)).close()
  // That the views end is not to be counted either.
  await sleep(REST_MS)
}

/** The same for a room, in which much is said, too. */
export async function warmUpRoom(room: URL, cookie: string): Promise<void> {
  await warmUp(room, cookie)
  const { views, close } = await openViews(1, room, cookie)
  await say(views, { messages: MESSAGES, inFlight: 1 })
  close()
}
