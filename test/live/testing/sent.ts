import { liveView, type Template } from 'oriel'
import { type OpenOptions, openView, type TestView } from 'oriel/testing'
import { onTestFinished, vi } from 'vitest'
import { Connection } from '../../../src/live/server/connection.ts'
import { decodeFrame } from '../../../src/live/wire/frame.ts'

/** A page under test, and the payloads of all events that it has sent. */
export interface OpenPage {
  readonly view: TestView
  readonly sent: readonly object[]
}

/** Opens a page that declares no events: only what is sent counts. */
export async function openPage(content: Template, options: OpenOptions = {}): Promise<OpenPage> {
  const sent = sentEvents()
  return { view: await openView(liveView({ mount: () => ({}), render: () => content }), options), sent }
}

// Kept from before any spy stands in its place.
const { receive } = Connection.prototype

/** Collects the events that reach any server in this process, as they travel, until the test ends. */
export function sentEvents(): readonly object[] {
  const sent: object[] = []
  const spy = vi.spyOn(Connection.prototype, 'receive').mockImplementation(function (this: Connection, text) {
    const [, , , event, payload] = decodeFrame(text)!
    if (event === 'event') sent.push(payload as object)
    return receive.call(this, text)
  })
  onTestFinished(() => spy.mockRestore())
  return sent
}
