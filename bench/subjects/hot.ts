import type { HotFrame } from '../asked.ts'
import { say } from '../load/say.ts'
import { openViews } from '../load/views.ts'
import { enter } from '../load/visitor.ts'
import { warmUpRoom } from '../load/warm-up.ts'
import { startOurs } from '../server-process.ts'

const SHOWN = 10

/** Where the time of the server goes, while a room of 500 is told things, and while 300 views join it. */
export async function hot(databaseUrl: string): Promise<string> {
  const ours = await startOurs(databaseUrl)
  const { room, cookie } = await enter(ours.url, 'user-0001')
  await warmUpRoom(room, cookie)
  const { views, close } = await openViews(500, room, cookie)
  const tell = () => say(views, { messages: 100, inFlight: 1 })
  const join = async () => (await openViews(300, room, cookie)).close()
  await tell()
  const telling = await ours.profile(tell)
  close()
  await join()
  const joining = await ours.profile(join)
  await ours.stop()
  return [
    listed('Fan-out to 500 views', telling),
    '',
    listed('Page, socket and join of /chat', joining),
  ].join('\n')
}

function listed(what: string, frames: readonly HotFrame[]): string {
  const lines = frames
    .slice(0, SHOWN)
    .map(({ name, place, share }) => `| \`${name}\` | ${place} | ${(share * 100).toFixed(1)} % |`)
  return [`| ${what} | in | of the busy time |`, '| --- | --- | ---: |', ...lines].join('\n')
}
