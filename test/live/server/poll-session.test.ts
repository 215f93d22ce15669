import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { PollSession } from '../../../src/live/server/poll-session.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const NOTHING = { status: 204, messages: [] }
const OVER = { status: 410, messages: [] }

/** A session whose polls are held for ten seconds, and the count of its ends. */
function open() {
  const ended = vi.fn()
  const session = new PollSession(10_000, ended)
  onTestFinished(() => session.terminate())
  return { session, ended }
}

/** Polls, and hands the answer over as a browser does that takes it at once. */
async function fetched(session: PollSession) {
  const answer = await session.poll()
  session.delivered(answer)
  return answer
}

test('a poll is held until something is sent', async () => {
  const { session } = open()
  const answer = session.poll()
  session.send('a')
  vi.advanceTimersByTime(0)
  expect(await answer).toEqual({ status: 200, messages: ['a'] })
})

test('what is sent in one go travels in one answer', async () => {
  const { session } = open()
  const answer = session.poll()
  for (const text of ['a', 'b', 'c']) session.send(text)
  vi.advanceTimersByTime(0)
  expect(await answer).toEqual({ status: 200, messages: ['a', 'b', 'c'] })
})

test('what is sent between two polls is what the next one fetches', async () => {
  const { session } = open()
  session.send('a')
  vi.advanceTimersByTime(0)
  session.send('b')
  expect(await fetched(session)).toEqual({ status: 200, messages: ['a', 'b'] })
  const answer = session.poll()
  session.send('c')
  vi.advanceTimersByTime(0)
  expect(await answer).toEqual({ status: 200, messages: ['c'] })
})

test('a poll that hears of nothing is answered empty when its time is over', async () => {
  const { session } = open()
  const answer = session.poll()
  vi.advanceTimersByTime(10_000)
  expect(await answer).toEqual(NOTHING)
})

test('of two polls the older one is answered empty, and the newer one hears what comes', async () => {
  const { session } = open()
  const older = session.poll()
  const newer = session.poll()
  expect(await older).toEqual(NOTHING)
  session.send('a')
  vi.advanceTimersByTime(0)
  expect(await newer).toEqual({ status: 200, messages: ['a'] })
})

test('bytes count until they have been fetched and handed to the system', async () => {
  const { session } = open()
  session.send('ä')
  session.send('bc')
  expect(session.bufferedAmount).toBe(4)
  const answer = await session.poll()
  session.send('d')
  expect(session.bufferedAmount).toBe(5)
  session.delivered(answer)
  expect(session.bufferedAmount).toBe(1)
})

test('a session that is never polled ends after one and a half times what a poll is held', async () => {
  const { session, ended } = open()
  vi.advanceTimersByTime(14_999)
  expect(session.isOver).toBe(false)
  vi.advanceTimersByTime(1)
  expect(session.isOver).toBe(true)
  await Promise.resolve()
  expect(ended).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(0)
})

test('a session lives as long as it is polled', async () => {
  const { session } = open()
  for (let i = 0; i < 5; i++) {
    const answer = fetched(session)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await answer).toEqual(NOTHING)
    await vi.advanceTimersByTimeAsync(14_000)
  }
  expect(session.isOver).toBe(false)
  await vi.advanceTimersByTimeAsync(1000)
  expect(session.isOver).toBe(true)
})

test('the next poll is not due before the answer to the last one has been handed over', async () => {
  const { session } = open()
  session.send('a')
  const answer = await session.poll()
  vi.advanceTimersByTime(100_000)
  expect(session.isOver).toBe(false)
  session.delivered(answer)
  vi.advanceTimersByTime(15_000)
  expect(session.isOver).toBe(true)
})

test('a session that is closed tells the poll that is held, and each later one', async () => {
  const { session, ended } = open()
  const answer = session.poll()
  session.close()
  session.close()
  expect(await answer).toEqual(OVER)
  expect(await session.poll()).toEqual(OVER)
  expect(ended).toHaveBeenCalledOnce()
})

test('what was sent right before the end still travels', async () => {
  const { session } = open()
  const answer = session.poll()
  session.send('last')
  session.close()
  expect(await answer).toEqual({ status: 200, messages: ['last'] })
  expect(await session.poll()).toEqual(OVER)
})

test('a session that is over keeps nothing', () => {
  const { session } = open()
  session.send('a')
  session.close()
  session.send('b')
  expect(session.bufferedAmount).toBe(0)
})
