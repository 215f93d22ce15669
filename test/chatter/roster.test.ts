import { localPubSub, type PubSub } from 'oriel/bus'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { createAccounts } from '../../src/chatter/accounts.ts'
import type { RosterView, User } from '../../src/chatter/index.ts'
import { silentLog } from '../../src/chatter/log.ts'
import { createRoster } from '../../src/chatter/roster.ts'
import { owner } from '../live/bus/owner.ts'
import { register, testChatter } from '../support/chatter.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const publishWithin = 100

beforeEach(() => {
  // Only the window of the roster is faked: the database answers in its own time.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  return () => vi.useRealTimers()
})

/** Opens Chatter with each view of its roster. */
async function room(pubsub: PubSub = localPubSub()) {
  const chatter = await testChatter(database, { pubsub })
  vi.advanceTimersByTime(publishWithin)
  const views: RosterView[] = []
  pubsub.subscribe(chatter.roster.changed, (view) => views.push(view))
  return { ...chatter, pubsub, views }
}

/** A view as one line a person, those online with a star. */
const shown = ({ people }: RosterView) => people.map(({ name, online }) => (online ? `${name}*` : name))

const pass = (milliseconds = publishWithin) => vi.advanceTimersByTime(milliseconds)

test('everyone who registered before is there, offline, by name', async () => {
  const pubsub = localPubSub()
  const { accounts, ...chatter } = await room(pubsub)
  await register({ accounts }, 'al')
  const roster = await createRoster({ pubsub, registered: accounts.registered, load: accounts.list })
  onTestFinished(() => roster.close())
  expect(shown(roster.current())).toEqual(['al', 'ana', 'ben'])
  expect(roster.current()).toMatchObject({ total: 3, online: 0 })
  expect(chatter.roster).not.toBe(roster)
})

test('who registers is in the next view', async () => {
  const { views, roster, ...chatter } = await room()
  for (const name of ['zoe', 'bea', 'al']) await register(chatter, name)
  pass()
  expect(views.map(shown)).toEqual([['al', 'ana', 'bea', 'ben', 'zoe']])
  expect(roster.current()).toBe(views[0])
})

test('who joins stands first, with a count of those online, and goes back when the owner ends', async () => {
  const { views, roster, ben } = await room()
  const tab = owner('tab')
  expect(roster.join(tab, ben, 'session')).toBe(true)
  pass()
  tab.end()
  pass()
  expect(views.map(shown)).toEqual([
    ['ben*', 'ana'],
    ['ana', 'ben'],
  ])
  expect(views.map(({ online }) => online)).toEqual([1, 0])
})

test('changes within 100 ms are one view, and what has changed back is none', async () => {
  const { views, roster, ana, ben } = await room()
  roster.join(owner('one'), ana, 'session one')
  pass(50)
  roster.join(owner('two'), ben, 'session two')
  pass(49)
  expect(views).toEqual([])
  pass(1)
  expect(views.map(shown)).toEqual([['ana*', 'ben*']])
  const third = owner('third')
  roster.join(third, ben, 'session two')
  third.end()
  pass()
  expect(views).toHaveLength(1)
})

test('in a rush changes wait for 250 ms, until it is over', async () => {
  const { views, roster, ana, ben } = await room()
  const crowd = Array.from({ length: 10 }, (_, i) => ({ id: `${i}`, name: `c${i}` }))
  for (const user of crowd) roster.join(owner(user.name), user, user.id)
  pass()
  roster.join(owner('one'), ana, 'session one')
  pass(249)
  expect(views.map(({ online }) => online)).toEqual([10])
  pass(1)
  roster.join(owner('two'), ben, 'session two')
  pass()
  expect(views.map(({ online }) => online)).toEqual([10, 11, 12])
})

test('a view costs no query', async () => {
  const { views, roster, ana } = await room()
  await database.stop()
  onTestFinished(database.start)
  roster.join(owner('tab'), ana, 'session')
  pass()
  expect(shown(views[0]!)).toEqual(['ana*', 'ben'])
})

test('a person who has not changed is the same object in the next view', async () => {
  const { views, roster, ana, ...chatter } = await room()
  await register(chatter, 'zoe')
  roster.join(owner('tab'), ana, 'session')
  pass()
  roster.join(owner('other'), chatter.ben, 'other session')
  pass()
  const [before, after] = views.map(({ people }) => new Map(people.map((person) => [person.name, person])))
  expect(after?.get('ana')).toBe(before?.get('ana'))
  expect(after?.get('zoe')).toBe(before?.get('zoe'))
  expect(after?.get('ben')).not.toBe(before?.get('ben'))
})

test('who has two tabs is online until both are closed', async () => {
  const { roster, ana } = await room()
  const [first, second] = [owner('first'), owner('second')]
  roster.join(first, ana, 'session')
  roster.join(second, ana, 'session')
  first.end()
  pass()
  expect(shown(roster.current())).toEqual(['ana*', 'ben'])
  second.end()
  pass()
  expect(shown(roster.current())).toEqual(['ana', 'ben'])
})

test('who leaves is offline, and leaving twice does nothing', async () => {
  const { roster, ana } = await room()
  const tab = owner('tab')
  roster.join(tab, ana, 'session')
  roster.leave(tab, ana)
  roster.leave(tab, ana)
  pass()
  expect(roster.current().online).toBe(0)
})

test('a name that is online belongs to its session, before any view is published', async () => {
  const { roster, ana } = await room()
  const tab = owner('tab')
  roster.join(tab, ana, 'session')
  expect(roster.free('ana', 'session')).toBe(true)
  expect(roster.free('ana', 'other session')).toBe(false)
  expect(roster.join(owner('other tab'), ana, 'other session')).toBe(false)
  tab.end()
  expect(roster.free('ana', 'other session')).toBe(true)
})

test('a name that nobody has registered, or that nobody uses, is free', async () => {
  const { roster } = await room()
  expect(roster.free('ben', 'session')).toBe(true)
  expect(roster.free('nobody', 'session')).toBe(true)
})

test('the first people of a view are one array for all who ask', async () => {
  const { roster, ana } = await room()
  const before = roster.current()
  const first = roster.first(before, 1)
  expect(first).toEqual(before.people.slice(0, 1))
  expect(roster.first(before, 1)).toBe(first)
  expect(roster.first(before, 2)).toBe(before.people)
  expect(roster.first(before, 200)).toBe(before.people)
  roster.join(owner('tab'), ana, 'session')
  pass()
  expect(roster.first(roster.current(), 1)).toEqual([{ ...ana, online: true }])
})

test('who was registered elsewhere is added when joining', async () => {
  const { roster } = await room()
  const stranger: User = { id: '00000000-0000-4000-8000-000000000000', name: 'stranger' }
  roster.join(owner('tab'), stranger, 'session')
  pass()
  expect(shown(roster.current())).toEqual(['stranger*', 'ana', 'ben'])
  expect(roster.free('stranger', 'other session')).toBe(false)
})

test('who registers while the roster loads is there once', async () => {
  const { pubsub } = await room()
  const accounts = createAccounts({ db: database.db, pubsub, log: silentLog })
  const load = async () => {
    await register({ accounts }, 'zoe')
    return accounts.list()
  }
  const roster = await createRoster({ pubsub, registered: accounts.registered, load })
  onTestFinished(() => roster.close())
  expect(shown(roster.current())).toEqual(['ana', 'ben', 'zoe'])
})

test('a closed roster publishes nothing more', async () => {
  const { views, roster, ana } = await room()
  roster.join(owner('tab'), ana, 'session')
  roster.close()
  pass()
  roster.join(owner('other'), ana, 'session')
  pass()
  expect(views).toEqual([])
})
