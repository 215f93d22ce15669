import { randomUUID } from 'node:crypto'

export interface User {
  readonly name: string
}

/** Who there is, and who is signed in where. An app keeps this in its database, and no password as it is. */
export class Accounts {
  readonly #passwords = new Map([
    ['Ana', 'apple'],
    ['Ben', 'berry'],
  ])
  readonly #signIns = new Map<string, User>()

  check(name: string, password: string): User | undefined {
    return password !== '' && this.#passwords.get(name) === password ? { name } : undefined
  }

  begin(user: User): string {
    const signIn = randomUUID()
    this.#signIns.set(signIn, user)
    return signIn
  }

  find(signIn = ''): User | undefined {
    return this.#signIns.get(signIn)
  }

  end(signIn = ''): void {
    this.#signIns.delete(signIn)
  }

  endAll({ name }: User): void {
    for (const [signIn, user] of this.#signIns) if (user.name === name) this.#signIns.delete(signIn)
  }
}
