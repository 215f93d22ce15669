import { localPubSub } from 'oriel/bus'
import { onTestFinished } from 'vitest'
import {
  type Chatter,
  type ChatterOptions,
  createChatter,
  type Result,
  type User,
} from '../../src/chatter/index.ts'
import type { TestDatabase } from './database.ts'
import { memoryImages } from './memory-images.ts'

/** Chatter on a test database, with two users registered. */
export interface TestChatter extends Chatter {
  readonly ana: User
  readonly ben: User
}

/** Opens Chatter for one test, on an emptied database and without a rate limit; closed when the test ends. */
export async function testChatter(
  { db }: TestDatabase,
  options: Partial<ChatterOptions> = {},
): Promise<TestChatter> {
  await db.deleteFrom('messages').execute()
  await db.deleteFrom('users').execute()
  await db.deleteFrom('pending_images').execute()
  const chatter = await openChatter({ db, ...options })
  onTestFinished(chatter.close)
  return { ...chatter, ana: await register(chatter, 'ana'), ben: await register(chatter, 'ben') }
}

/** Opens Chatter as it stands on a database; close it when the test is done. */
export const openChatter = (
  options: Partial<ChatterOptions> & Pick<ChatterOptions, 'db'>,
): Promise<Chatter> =>
  createChatter({
    pubsub: localPubSub(),
    messageRate: 0,
    imageStore: memoryImages(),
    imageBytes: 8_000_000,
    ...options,
  })

/** Registers a name that breaks no rule. */
export async function register({ accounts }: Pick<Chatter, 'accounts'>, name: string): Promise<User> {
  return unwrap(await accounts.findOrCreate(name))
}

/** Gives the value of what must have gone well. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`It was refused: ${JSON.stringify(result.errors)}`)
  return result.value
}
