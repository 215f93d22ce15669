import type { Kysely } from 'kysely'
import { localPubSub } from 'oriel/bus'
import { createChatter } from '../src/chatter/index.ts'
import type { Database } from '../src/db/schema.ts'

/** Fills an empty room with messages of one person, as people do write. */
export async function seed(db: Kysely<Database>, messages: number): Promise<void> {
  const chatter = await createChatter({ db, pubsub: localPubSub(), messageRate: 0 })
  const person = await chatter.accounts.findOrCreate('user-0001')
  if (!person.ok) throw new Error('The database took no user.')
  for (let i = 1; i <= messages; i++) {
    await chatter.chat.send(person.value, `Message number ${i} with a few words in it, as people do write.`)
  }
  await chatter.close()
}
