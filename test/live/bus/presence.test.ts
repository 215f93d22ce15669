import { localPubSub, type Owner, type Presence, type PresenceDiff, presence, topic } from 'oriel/bus'
import { expect, test } from 'vitest'
import { type EndingOwner, owner } from './owner.ts'

interface Meta {
  readonly device: string
}

const phone: Meta = { device: 'phone' }
const laptop: Meta = { device: 'laptop' }

function room(): { people: Presence<Meta>; diffs: PresenceDiff<Meta>[]; ana: EndingOwner; ben: Owner } {
  const pubsub = localPubSub()
  const people = presence<Meta>(pubsub, 'room')
  const diffs: PresenceDiff<Meta>[] = []
  pubsub.subscribe(people.changes, (diff) => diffs.push(diff))
  return { people, diffs, ana: owner('ana'), ben: owner('ben') }
}

test('its changes are published under its name', () => {
  expect(presence(localPubSub(), 'room').changes).toEqual(topic('room'))
})

test('who is tracked is listed and has joined', () => {
  const { people, diffs, ana } = room()
  people.track(ana, 'lobby', phone)
  expect(people.list()).toEqual(new Map([['lobby', [phone]]]))
  expect(diffs).toEqual([{ joins: new Map([['lobby', [phone]]]), leaves: new Map() }])
})

test('a key has a meta for each owner, in the order they came', () => {
  const { people, ana, ben } = room()
  people.track(ana, 'lobby', phone)
  people.track(ben, 'lobby', laptop)
  expect(people.get('lobby')).toEqual([phone, laptop])
})

test('the list shows a change before the change is published', () => {
  const pubsub = localPubSub()
  const people = presence<Meta>(pubsub, 'room')
  const seen: unknown[] = []
  pubsub.subscribe(people.changes, () => seen.push(people.get('lobby')))
  people.track(owner('ana'), 'lobby', phone)
  expect(seen).toEqual([[phone]])
})

test('an update is one diff in which the old meta leaves and the new one joins', () => {
  const { people, diffs, ana } = room()
  people.track(ana, 'lobby', phone)
  people.update(ana, 'lobby', laptop)
  expect(people.get('lobby')).toEqual([laptop])
  expect(diffs[1]).toEqual({ joins: new Map([['lobby', [laptop]]]), leaves: new Map([['lobby', [phone]]]) })
})

test('an update to the same meta changes nothing', () => {
  const { people, diffs, ana } = room()
  people.track(ana, 'lobby', phone)
  people.update(ana, 'lobby', phone)
  expect(diffs).toHaveLength(1)
})

test('who is untracked leaves alone, and a key without metas is gone', () => {
  const { people, diffs, ana, ben } = room()
  people.track(ana, 'lobby', phone)
  people.track(ben, 'lobby', phone)
  people.untrack(ana, 'lobby')
  expect(people.get('lobby')).toEqual([phone])
  people.untrack(ben, 'lobby')
  expect(people.list()).toEqual(new Map())
  expect(diffs[3]).toEqual({ joins: new Map(), leaves: new Map([['lobby', [phone]]]) })
})

test('untracking who is not there changes nothing', () => {
  const { people, diffs, ana } = room()
  people.untrack(ana, 'lobby')
  expect(diffs).toEqual([])
})

test('all entries of an owner leave in one diff when it ends', () => {
  const { people, diffs, ana, ben } = room()
  people.track(ana, 'lobby', phone)
  people.track(ana, 'kitchen', laptop)
  people.track(ben, 'lobby', laptop)
  ana.end()
  expect(people.list()).toEqual(new Map([['lobby', [laptop]]]))
  expect(diffs).toHaveLength(4)
  expect(diffs[3]?.leaves).toEqual(
    new Map([
      ['lobby', [phone]],
      ['kitchen', [laptop]],
    ]),
  )
})

test('an owner that ends without entries publishes nothing', () => {
  const { people, diffs, ana } = room()
  people.track(ana, 'lobby', phone)
  people.untrack(ana, 'lobby')
  ana.end()
  expect(diffs).toHaveLength(2)
})

test('the end of an owner is awaited once, however often it comes and goes', () => {
  const { people, ana } = room()
  people.track(ana, 'lobby', phone)
  people.untrack(ana, 'lobby')
  people.track(ana, 'lobby', phone)
  expect(ana.callbacks).toBe(1)
})

test('who is tracked after its end leaves at once', () => {
  const { people, diffs, ana } = room()
  ana.end()
  people.track(ana, 'lobby', phone)
  expect(people.list()).toEqual(new Map())
  expect(diffs.map(({ joins, leaves }) => [joins.size, leaves.size])).toEqual([
    [1, 0],
    [0, 1],
  ])
})

test('tracking twice under one key is an error that says what to do', () => {
  const { people, ana } = room()
  people.track(ana, 'lobby', phone)
  expect(() => people.track(ana, 'lobby', laptop)).toThrow(
    'In the presence "room", owner "ana" is tracked already under the key "lobby": call update to change its meta.',
  )
})

test('updating who is not there is an error that says what to do', () => {
  const { people, ana } = room()
  expect(() => people.update(ana, 'lobby', phone)).toThrow(
    /is not tracked under the key "lobby": call track first/,
  )
})

test('the list is one value until something changes, and an old list stays as it was', () => {
  const { people, ana, ben } = room()
  people.track(ana, 'lobby', phone)
  const before = people.list()
  expect(people.list()).toBe(before)
  people.track(ben, 'lobby', laptop)
  expect(people.list()).not.toBe(before)
  expect(before).toEqual(new Map([['lobby', [phone]]]))
})
