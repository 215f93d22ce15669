import type { Kysely } from 'kysely'
import { localPubSub } from 'oriel/bus'
import { createChatter } from '../src/chatter/index.ts'
import type { Database } from '../src/db/schema.ts'

const SIZE = 100

/** Makes sure that the room has 100 people, `user-0001` and so on, and 100 messages by the first of them. */
export async function seed(db: Kysely<Database>): Promise<void> {
  const { accounts, chat, close } = await createChatter({ db, pubsub: localPubSub(), messageRate: 0 })
  const names = Array.from({ length: SIZE }, (_, i) => `user-${String(i + 1).padStart(4, '0')}`)
  const people = await Promise.all(names.map((name) => accounts.findOrCreate(name)))
  const author = people[0]
  if (!author?.ok) throw new Error('The database took no user.')
  for (let n = chat.recent().length + 1; n <= SIZE; n++) {
    await chat.send(author.value, `Message number ${n} with a few words in it, as people do write.`)
  }
  await close()
}
