import type { Migration } from 'kysely'
import { createUsers } from './001-create-users.ts'
import { createMessages } from './002-create-messages.ts'
import { addImages } from './003-add-images.ts'

/** Every migration by name, in the order they run; none is edited after its release. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-create-users': createUsers,
  '002-create-messages': createMessages,
  '003-add-images': addImages,
}
