import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { line, type Weather } from '../../client/debug/weather.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** Sends numbers under a weather, and gives what has arrived so far. */
function sent(count: number, weather: Weather): readonly number[] {
  const arrived: number[] = []
  const pass = line(() => weather)
  for (let n = 0; n < count; n++) pass(() => arrived.push(n))
  return arrived
}

test('a message takes the latency', () => {
  const arrived = sent(1, { latency: 400 })
  vi.advanceTimersByTime(399)
  expect(arrived).toEqual([])
  vi.advanceTimersByTime(1)
  expect(arrived).toEqual([0])
})

test('a lost message comes a second later, and what follows waits for it', () => {
  vi.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValueOnce(0.01).mockReturnValue(0.9)
  const arrived = sent(2, { latency: 100, loss: 0.05 })
  vi.advanceTimersByTime(1099)
  expect(arrived).toEqual([])
  vi.advanceTimersByTime(1)
  expect(arrived).toEqual([0, 1])
})

test('in calm weather messages pass at once', () => {
  const arrived = sent(3, {})
  vi.advanceTimersByTime(0)
  expect(arrived).toEqual([0, 1, 2])
})

test('whatever the weather, everything arrives, in order', () => {
  const weathers = fc.record({
    latency: fc.nat(1000),
    jitter: fc.nat(1000),
    loss: fc.double({ min: 0, max: 0.5, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(weathers, { maxLength: 30 }), (weathers) => {
      let weather: Weather = {}
      const arrived: number[] = []
      const pass = line(() => weather)
      for (const [n, next] of weathers.entries()) {
        weather = next
        pass(() => arrived.push(n))
        vi.advanceTimersByTime(n * 10)
      }
      vi.runAllTimers()
      expect(arrived).toEqual([...weathers.keys()])
    }),
  )
})
