import { liveView, type Template } from 'oriel'
import { type OpenOptions, openView, type TestView } from 'oriel/testing'
import { onTestFinished, vi } from 'vitest'
import { Connection } from '../../../src/live/server/connection.ts'
import { decodeFrame, type Frame } from '../../../src/live/wire/frame.ts'

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
export const sentEvents = (): readonly object[] =>
  collected(([, , , event, payload]) => (event === 'event' ? (payload as object) : undefined))

/** The same for all other messages: the topic, what it is, and what it carries. `before` runs before each is taken. */
export const sentBeside = (
  before: (event: string) => void = () => {},
): readonly (readonly [topic: string, event: string, payload: unknown])[] =>
  collected(([, , topic, event, payload]) => {
    if (event === 'event') return undefined
    before(event)
    return [topic, event, payload]
  })

function collected<T>(pick: (frame: Frame) => T | undefined): readonly T[] {
  const found: T[] = []
  const spy = vi.spyOn(Connection.prototype, 'receive').mockImplementation(function (this: Connection, text) {
    const picked = typeof text === 'string' ? pick(decodeFrame(text)!) : undefined
    if (picked !== undefined) found.push(picked)
    return receive.call(this, text)
  })
  onTestFinished(() => spy.mockRestore())
  return found
}
