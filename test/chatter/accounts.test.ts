import { randomUUID } from 'node:crypto'
import { localPubSub } from 'oriel/bus'
import { expect, test } from 'vitest'
import type { User } from '../../src/chatter/index.ts'
import { openChatter, register, testChatter, unwrap } from '../support/chatter.ts'
import { testDatabase } from '../support/database.ts'
import { refusalOf } from '../support/problems.ts'

const database = await testDatabase()

test('a registered user is found by id and by exact name', async () => {
  const { accounts, ana } = await testChatter(database)
  expect(ana).toEqual({ id: expect.any(String), name: 'ana' })
  expect(await accounts.find(ana.id)).toEqual(ana)
  expect(await accounts.findByName('ana')).toEqual(ana)
  expect(await accounts.findByName('Ana')).toBeUndefined()
})

test('nobody is found by an unknown id or by what is no id', async () => {
  const { accounts } = await testChatter(database)
  for (const id of [randomUUID(), 'nonsense', '', "' or true --"])
    expect(await accounts.find(id)).toBeUndefined()
})

test('users who are asked for at once are found by one query, whatever the case of their ids', async () => {
  const queries: string[] = []
  const counting = database.db.withPlugin({
    transformQuery({ node }) {
      queries.push(node.kind)
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const { accounts, ana, ben } = await testChatter({ ...database, db: counting })
  queries.length = 0
  const asked = [ana.id, ben.id, ana.id.toUpperCase(), randomUUID(), 'nobody']
  expect(await Promise.all(asked.map(accounts.find))).toEqual([ana, ben, ana, undefined, undefined])
  expect(queries).toEqual(['SelectQueryNode'])
})

test('everyone is listed by name', async () => {
  const { ana, ben, ...chatter } = await testChatter(database)
  const zoe = await register(chatter, 'zoe')
  const al = await register(chatter, 'al')
  expect(await chatter.accounts.list()).toEqual([al, ana, ben, zoe])
})

test('a name that is taken is not registered twice', async () => {
  const { accounts } = await testChatter(database)
  expect(refusalOf(await accounts.create('ana'))).toEqual({ name: 'has already been taken' })
  expect(await accounts.list()).toHaveLength(2)
})

test('a name is found or registered without the space around it', async () => {
  const { accounts, ana } = await testChatter(database)
  expect(unwrap(await accounts.findOrCreate(' ana '))).toEqual(ana)
  expect(unwrap(await accounts.findOrCreate(' zoe ')).name).toBe('zoe')
})

test('a name that breaks a rule is refused by the text of that rule', async () => {
  const { accounts } = await testChatter(database)
  const refusal = { name: 'Username cannot be empty' }
  expect(refusalOf(await accounts.findOrCreate(' '))).toEqual(refusal)
  expect(refusalOf(await accounts.create(' '))).toEqual(refusal)
  expect(await accounts.list()).toHaveLength(2)
})

test('many who register one name at once, on two nodes, are one user', async () => {
  const one = await testChatter(database)
  const other = await openChatter({ db: database.db })
  for (let round = 0; round < 5; round += 1) {
    const nodes = Array.from({ length: 20 }, (_, index) => (index % 2 ? one : other))
    const users = await Promise.all(nodes.map((node) => register(node, `racer-${round}`)))
    expect(new Set(users.map(({ id }) => id)).size).toBe(1)
  }
  expect(await one.accounts.list()).toHaveLength(7)
  await other.close()
})

test('a registration is published once, however many asked for it', async () => {
  const pubsub = localPubSub()
  const chatter = await testChatter(database, { pubsub })
  const registered: User[] = []
  pubsub.subscribe(chatter.accounts.registered, (user) => registered.push(user))
  const users = await Promise.all(['zoe', 'zoe', 'zoe', 'ana'].map((name) => register(chatter, name)))
  expect(registered).toEqual([users[0]])
})
