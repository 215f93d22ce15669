/** Sends files in parallel, one after another on each page, until it is told to stop; tells how many bytes have gone. */
import { getPriority, setPriority } from 'node:os'
import { openView } from '../load/view.ts'
import { save, sendOver } from './send-file.ts'

/** What is to be sent. */
export interface Order {
  readonly page: string
  readonly uploads: number
  readonly bytes: number
}

/** Where cores are few, whoever measures goes first. */
const POLITE = 5

let isStopped = false
let sent = 0

async function sendAll({ page, uploads, bytes }: Order): Promise<void> {
  const views = await Promise.all(Array.from({ length: uploads }, () => openView(new URL(page))))
  process.send?.('ready')
  const sending = views.map(async ({ view }) => {
    for (let n = 0; !isStopped; n++) {
      let before = 0
      await sendOver(view, String(n), bytes, (all) => {
        sent += all - before
        before = all
        return !isStopped
      })
      if (!isStopped) await save(view)
    }
    view.close()
  })
  await Promise.all(sending)
  process.send?.(sent)
}

setPriority(Math.min(19, getPriority() + POLITE))
process.on('disconnect', () => process.exit())
process.on('message', (message: Order | 'stop') => {
  if (message === 'stop') isStopped = true
  else void sendAll(message)
})
