import { tmpdir } from 'node:os'
import type { Kysely } from 'kysely'
import { localPubSub } from 'oriel/bus'
import { createChatter } from '../src/chatter/index.ts'
import type { Database } from '../src/db/schema.ts'
import { diskStore } from '../src/images/disk-store.ts'

const MESSAGES = 100

/** Makes sure that the room has so many people, `user-0001` and so on, and 100 messages by the first of them. */
export async function seed(db: Kysely<Database>, count: number): Promise<void> {
  const { accounts, chat, close } = await createChatter({
    db,
    pubsub: localPubSub(),
    messageRate: 0,
    imageStore: diskStore(tmpdir()),
    imageBytes: 1,
  })
  const names = Array.from({ length: count }, (_, i) => nameOf(i))
  const people = await Promise.all(names.map((name) => accounts.findOrCreate(name)))
  const author = people[0]
  if (!author?.ok) throw new Error('The database took no user.')
  for (let n = chat.recent().length + 1; n <= MESSAGES; n++) {
    await chat.send(author.value, `Message number ${n} with a few words in it, as people do write.`)
  }
  await close()
}

/** The name of the nth person, from 0. */
export const nameOf = (n: number): string => `user-${String(n + 1).padStart(4, '0')}`
