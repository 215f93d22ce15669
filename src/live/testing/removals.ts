import type { TestPage } from './test-page.ts'
import type { TestSocket } from './test-socket.ts'

/** Tells the server of live components that have gone from the page, in two steps, as a browser does. */
export class Removals {
  readonly #page: TestPage
  #shown: readonly number[] = []
  #last: Promise<void> = Promise.resolve()

  constructor(page: TestPage) {
    this.#page = page
  }

  /** The page has been joined: nobody is missed. */
  begin(): void {
    this.#shown = this.#page.components
  }

  /** The page has been patched. */
  check(socket: TestSocket | undefined): void {
    const gone = this.#gone(this.#shown)
    this.#shown = this.#page.components
    if (!socket || gone.length === 0) return
    // A view that ends before it has answered ends its components by itself.
    this.#last = this.#last.then(() => this.#tell(socket, gone)).catch(() => {})
  }

  async #tell(socket: TestSocket, cids: readonly number[]): Promise<void> {
    await socket.call('cids_will_destroy', { cids })
    const gone = this.#gone(cids)
    if (gone.length === 0) return
    const { response } = await socket.call('cids_destroyed', { cids: gone })
    this.#page.forget((response['cids'] ?? []) as readonly number[])
  }

  #gone(cids: readonly number[]): readonly number[] {
    const { components } = this.#page
    return cids.filter((cid) => !components.includes(cid))
  }
}
