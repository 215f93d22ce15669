import { localPubSub, type PresenceChange, presence, presenceList } from 'oriel/bus'
import { expect, onTestFinished, test, vi } from 'vitest'
import { fakeTimers } from '../actor/fake-timers.ts'
import { latch } from '../actor/latch.ts'
import { owner } from './owner.ts'

interface Meta {
  readonly device: string
}

const phone: Meta = { device: 'phone' }
const laptop: Meta = { device: 'laptop' }
const names = new Map([
  ['1', 'Ana'],
  ['2', 'Ben'],
  ['3', 'Cleo'],
])

const look = (keys: readonly string[]) => new Map([...names].filter(([key]) => keys.includes(key)))

interface Setup {
  readonly fetch?: (
    keys: readonly string[],
  ) => ReadonlyMap<string, string> | Promise<ReadonlyMap<string, string>>
  readonly compare?: (one: { value: string }, other: { value: string }) => number
}

/** A presence with its list, which looks names up; `pass` lets what waits for 100 ms happen. */
function room({ fetch = look, compare }: Setup = {}) {
  fakeTimers()
  const pubsub = localPubSub()
  const people = presence<Meta>(pubsub, 'people')
  const queries: (readonly string[])[] = []
  const told: PresenceChange<Meta, string>[] = []
  const errors: unknown[] = []
  const guests = presenceList(pubsub, 'guests', {
    of: people,
    fetch(keys) {
      queries.push(keys)
      return fetch(keys)
    },
    handleMetas: (change) => void told.push(change),
    ...(compare && { compare }),
    onError: (error, name) => errors.push([name, error]),
  })
  onTestFinished(() => guests.close())
  const lists: (readonly string[])[] = []
  pubsub.subscribe(guests.changed, (list) => lists.push(list.map(({ value }) => value)))
  const pass = (ms = 100) => vi.advanceTimersByTimeAsync(ms)
  return { pubsub, people, guests, queries, told, errors, lists, pass }
}

test('all who come within 100 ms are looked up in one query and published as one list', async () => {
  const { people, guests, queries, lists, pass } = room()
  people.track(owner('a'), '1', phone)
  await pass(50)
  people.track(owner('b'), '2', laptop)
  await pass(49)
  expect(lists).toEqual([])
  await pass(1)
  expect(queries).toEqual([['1', '2']])
  expect(lists).toEqual([['Ana', 'Ben']])
  expect(guests.list()).toEqual([
    { key: '1', metas: [phone], value: 'Ana' },
    { key: '2', metas: [laptop], value: 'Ben' },
  ])
  expect(guests.get('2')).toBe(guests.list()[1])
})

test('who was there before the list was made is on it', async () => {
  const { pubsub, people, pass } = room()
  people.track(owner('a'), '1', phone)
  const later = presenceList(pubsub, 'later', { of: people, fetch: look })
  onTestFinished(() => later.close())
  await pass()
  expect(later.list()).toEqual([{ key: '1', metas: [phone], value: 'Ana' }])
})

test('what was looked up is kept while its key is there: a second tab costs no query', async () => {
  const { people, guests, queries, pass } = room()
  people.track(owner('a'), '1', phone)
  await pass()
  people.track(owner('b'), '1', laptop)
  await pass()
  expect(queries).toEqual([['1']])
  expect(guests.get('1')).toEqual({ key: '1', metas: [phone, laptop], value: 'Ana' })
})

test('whoever has not changed is the same object in the next list', async () => {
  const { people, guests, pass } = room()
  people.track(owner('a'), '1', phone)
  await pass()
  const [ana] = guests.list()
  people.track(owner('b'), '2', laptop)
  await pass()
  expect(guests.list()[0]).toBe(ana)
})

test('who leaves is off the list, and is looked up again when it comes back', async () => {
  const { people, queries, lists, pass } = room()
  const ana = owner('a')
  people.track(ana, '1', phone)
  await pass()
  ana.end()
  await pass()
  people.track(owner('b'), '1', phone)
  await pass()
  expect(lists).toEqual([['Ana'], [], ['Ana']])
  expect(queries).toEqual([['1'], ['1']])
})

test('who goes and comes back within the time has never been away', async () => {
  const { people, lists, told, pass } = room()
  const ana = owner('a')
  people.track(ana, '1', phone)
  await pass()
  people.untrack(ana, '1')
  people.track(ana, '1', phone)
  await pass()
  expect([lists.length, told.length]).toEqual([1, 1])
})

test('who comes and goes within the time is neither looked up, listed nor told of', async () => {
  const { people, queries, lists, told, pass } = room()
  const ana = owner('a')
  people.track(ana, '1', phone)
  ana.end()
  await pass()
  expect([queries, lists, told]).toEqual([[], [], []])
})

test('who leaves while it is looked up is not listed', async () => {
  const { opened, open } = latch()
  const { people, lists, told, pass } = room({ fetch: (keys) => opened.then(() => look(keys)) })
  const ana = owner('a')
  people.track(ana, '1', phone)
  people.track(owner('b'), '2', phone)
  await pass()
  ana.end()
  open()
  await pass()
  expect(lists).toEqual([['Ben']])
  expect(told.map(({ key }) => key)).toEqual(['2'])
})

test('what happens during a look-up waits for it, and is one look-up more', async () => {
  const { opened, open } = latch()
  const { people, queries, lists, pass } = room({ fetch: (keys) => opened.then(() => look(keys)) })
  people.track(owner('a'), '1', phone)
  await pass()
  people.track(owner('b'), '2', phone)
  people.track(owner('c'), '1', laptop)
  await pass(1000)
  expect(queries).toEqual([['1']])
  open()
  await pass()
  expect(queries).toEqual([['1'], ['2']])
  expect(lists).toEqual([['Ana'], ['Ana', 'Ben']])
})

test('a key that the look-up does not know is not listed, and asked for again when it changes', async () => {
  const { people, queries, lists, pass } = room()
  people.track(owner('a'), 'nobody', phone)
  await pass()
  expect([queries, lists]).toEqual([[['nobody']], []])
  names.set('nobody', 'Dora')
  onTestFinished(() => void names.delete('nobody'))
  people.track(owner('b'), 'nobody', laptop)
  await pass()
  expect(lists).toEqual([['Dora']])
})

test('a look-up that fails is reported and done again a second later; others leave meanwhile', async () => {
  const fault = new Error('no database')
  let isDown = false
  const { people, guests, queries, errors, told, pass } = room({
    fetch: (keys) => (isDown ? Promise.reject(fault) : look(keys)),
  })
  const ana = owner('a')
  people.track(ana, '1', phone)
  await pass()
  isDown = true
  ana.end()
  people.track(owner('b'), '2', laptop)
  await pass()
  expect([guests.list(), errors]).toEqual([[], [['guests', fault]]])
  isDown = false
  await pass(999)
  expect(guests.list()).toEqual([])
  await pass(1)
  expect(queries).toEqual([['1'], ['2'], ['2']])
  expect(told.map(({ key, joined, left }) => [key, joined.length, left.length])).toEqual([
    ['1', 1, 0],
    ['1', 0, 1],
    ['2', 1, 0],
  ])
})

test('what is shown of a key is looked up once more when it has changed', async () => {
  const { people, lists, told, guests, pass } = room()
  people.track(owner('a'), '3', phone)
  await pass()
  names.set('3', 'Clea')
  onTestFinished(() => void names.set('3', 'Cleo'))
  guests.refresh('3')
  guests.refresh('1')
  await pass()
  expect(lists).toEqual([['Cleo'], ['Clea']])
  expect(told).toHaveLength(1)
})

test('what has joined and left is told with what is there now', async () => {
  const { people, told, pass } = room()
  const [one, two] = [owner('a'), owner('b')]
  people.track(one, '1', phone)
  await pass()
  people.track(two, '1', laptop)
  await pass()
  one.end()
  await pass()
  two.end()
  await pass()
  const ana = { key: '1', value: 'Ana', joined: [], left: [], hasCome: false, hasGone: false }
  expect(told).toEqual([
    { ...ana, metas: [phone], joined: [phone], hasCome: true },
    { ...ana, metas: [phone, laptop], joined: [laptop] },
    { ...ana, metas: [laptop], left: [phone] },
    { ...ana, metas: [], left: [laptop], hasGone: true },
  ])
})

test('who reloads the page within the time has neither come nor gone', async () => {
  const { people, told, pass } = room()
  const ana = owner('a')
  people.track(ana, '1', phone)
  await pass()
  ana.end()
  people.track(owner('b'), '1', laptop)
  await pass()
  expect(told[1]).toMatchObject({ joined: [laptop], left: [phone], hasCome: false, hasGone: false })
})

test('the list shows a change before it is told of', async () => {
  fakeTimers()
  const pubsub = localPubSub()
  const people = presence<Meta>(pubsub, 'people')
  const seen: unknown[] = []
  const guests = presenceList(pubsub, 'guests', {
    of: people,
    handleMetas({ key }): void {
      seen.push(guests.get(key)?.metas)
    },
  })
  onTestFinished(() => guests.close())
  people.track(owner('a'), '1', phone)
  await vi.advanceTimersByTimeAsync(100)
  expect(seen).toEqual([[phone]])
})

test('a handler of metas that throws or rejects is reported, and the others are told', async () => {
  fakeTimers()
  const pubsub = localPubSub()
  const people = presence<Meta>(pubsub, 'people')
  const [told, errors]: [string[], unknown[]] = [[], []]
  const guests = presenceList(pubsub, 'guests', {
    of: people,
    handleMetas({ key }) {
      told.push(key)
      if (key === '1') throw new Error('thrown')
      return key === '2' ? Promise.reject(new Error('rejected')) : undefined
    },
    onError: (error) => errors.push(error),
  })
  onTestFinished(() => guests.close())
  for (const key of names.keys()) people.track(owner(key), key, phone)
  await vi.advanceTimersByTimeAsync(100)
  expect(told).toEqual(['1', '2', '3'])
  expect(errors).toEqual([new Error('thrown'), new Error('rejected')])
})

test('what a list has to report is a process warning when nobody asked for it', async () => {
  fakeTimers()
  const emitWarning = vi.spyOn(process, 'emitWarning').mockReturnValue()
  onTestFinished(() => emitWarning.mockRestore())
  const pubsub = localPubSub()
  const people = presence<Meta>(pubsub, 'people')
  const guests = presenceList(pubsub, 'guests', {
    of: people,
    fetch: () => Promise.reject(new Error('no database')),
  })
  onTestFinished(() => guests.close())
  people.track(owner('a'), '1', phone)
  await vi.advanceTimersByTimeAsync(100)
  expect(emitWarning).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/presence list "guests" failed: Error: no database/),
  )
})

test('a list has the order that it is told', async () => {
  const { people, lists, pass } = room({ compare: (one, other) => (one.value < other.value ? -1 : 1) })
  for (const key of ['3', '1', '2']) people.track(owner(key), key, phone)
  await pass()
  expect(lists).toEqual([['Ana', 'Ben', 'Cleo']])
})

test('without a look-up a list shows the metas alone', async () => {
  fakeTimers()
  const pubsub = localPubSub()
  const people = presence<Meta>(pubsub, 'people')
  const plain = presenceList(pubsub, 'plain', { of: people, withinMs: 10 })
  onTestFinished(() => plain.close())
  people.track(owner('a'), '1', phone)
  await vi.advanceTimersByTimeAsync(10)
  expect(plain.list()).toEqual([{ key: '1', metas: [phone], value: undefined }])
})

test('a list that is closed looks nothing up and publishes nothing, also not what is on its way', async () => {
  const { opened, open } = latch()
  const { people, guests, queries, lists, pass } = room({ fetch: (keys) => opened.then(() => look(keys)) })
  people.track(owner('a'), '1', phone)
  await pass()
  people.track(owner('b'), '2', phone)
  guests.close()
  open()
  await pass()
  people.track(owner('c'), '3', phone)
  await pass()
  expect([queries, lists]).toEqual([[['1']], []])
  expect(vi.getTimerCount()).toBe(0)
})
