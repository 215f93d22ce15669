import { LiveError } from '../kit/error.ts'

/** A component or a nested view that was called during a rendering. */
interface Claimed {
  readonly name: string
}

interface Claim {
  readonly caller: object
  readonly round: number
}

/** Who has called which component or nested view while a view is rendered: one may stand in one place only. */
export class Claims {
  readonly #claims = new Map<Claimed, Claim>()
  readonly #rounds = new Map<object, number>()

  /** A caller is rendered, perhaps again: what it called before does not count any more. */
  begin(caller: object): void {
    this.#rounds.set(caller, this.#roundOf(caller) + 1)
  }

  claim<C extends Claimed>(caller: object, component: C): C {
    const claim = this.#claims.get(component)
    if (claim && claim.round === this.#roundOf(claim.caller)) {
      throw new LiveError(
        'duplicate_component',
        `A page has ${component.name} twice. Give each an id of its own.`,
      )
    }
    this.#claims.set(component, { caller, round: this.#roundOf(caller) })
    return component
  }

  has(component: Claimed): boolean {
    return this.#claims.has(component)
  }

  clear(): void {
    this.#claims.clear()
    this.#rounds.clear()
  }

  #roundOf(caller: object): number {
    return this.#rounds.get(caller) ?? 0
  }
}
