import type { Kysely } from 'kysely'
import { type PubSub, type Topic, topic } from 'oriel/bus'
import { save } from 'oriel/changeset'
import type { Database } from '../db/schema.ts'
import type { Log } from './log.ts'
import { lookUp } from './look-up.ts'
import { accepted, type Result, refused, refusedFor } from './result.ts'
import { isUuid, validateName } from './rules.ts'
import { userCreated } from './telemetry.ts'

/** Someone who has registered a name. */
export interface User {
  readonly id: string
  readonly name: string
}

/** The registered names. */
export interface Accounts {
  /** Carries each new user. */
  readonly registered: Topic<User>
  /** Everyone, by name. */
  list(): Promise<readonly User[]>
  /** The user with this id; `undefined` when there is none, or when it is no id. Those asked for at once are one query. */
  find(id: string): Promise<User | undefined>
  /** The user with exactly this name. */
  findByName(name: string): Promise<User | undefined>
  /** Registers a name; refused when it breaks a rule or is registered already. */
  create(name: string): Promise<Result<User>>
  /** Gives the user with this name, registered now if need be; refused only when the name breaks a rule. */
  findOrCreate(name: string): Promise<Result<User>>
}

/** What accounts stand on. */
export interface AccountsOptions {
  readonly db: Kysely<Database>
  readonly pubsub: PubSub
  readonly log: Log
}

/** Makes the accounts of a database. */
export function createAccounts({ db, pubsub, log }: AccountsOptions): Accounts {
  const users = db.selectFrom('users').select(['id', 'name'])
  const registered = topic<User>('user_registered')

  const findById = lookUp<User>(async (ids) => {
    const found = await users.where('id', 'in', ids).execute()
    return new Map(found.map((user) => [user.id, user]))
  })

  async function findByName(name: string): Promise<User | undefined> {
    return await users.where('name', '=', name).executeTakeFirst()
  }

  const insert = (name: string) => db.insertInto('users').values({ name }).returning(['id', 'name'])

  function announce(user: User): User {
    userCreated(user.id)
    pubsub.publish(registered, user)
    return user
  }

  /** Gives `undefined` when the name is registered already. */
  async function register(name: string): Promise<User | undefined> {
    const isNew = insert(name).onConflict((conflict) => conflict.column('name').doNothing())
    const user = await isNew.executeTakeFirst()
    return user && announce(user)
  }

  async function withName(name: string, act: (name: string) => Promise<User>): Promise<Result<User>> {
    try {
      const saved = await save(validateName(name), (valid) => act(valid.name))
      return saved.ok ? accepted(saved.value) : refused(saved.changeset.errors)
    } catch (error) {
      log.error({ err: error }, 'a user could not be read or registered')
      return refusedFor('', 'Something went wrong. Try again in a moment.')
    }
  }

  return {
    registered,
    findByName,
    list: () => users.orderBy('name').execute(),
    find: async (id) => (isUuid(id) ? findById(id.toLowerCase()) : undefined),
    create: (name) =>
      withName(name, async (valid) => announce(await insert(valid).executeTakeFirstOrThrow())),
    findOrCreate: (name) =>
      withName(name, async (valid) => {
        // Whoever loses a race for a name finds the winner's, which is in the database by then.
        const user = (await findByName(valid)) ?? (await register(valid)) ?? (await findByName(valid))
        if (!user) throw new Error(`The user "${valid}" was registered and removed at the same time.`)
        return user
      }),
  }
}
