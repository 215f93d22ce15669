import { html } from 'oriel'
import { localPubSub } from 'oriel/bus'
import { expect } from 'vitest'
import { TestPage } from '../../../src/live/testing/test-page.ts'
import type { Diff } from '../../../src/live/wire/tree.ts'
import { normalized, OfficialPage } from '../render/official-tree.ts'
import { serveOne } from '../server/line.ts'
import { type Change, changed, zoo } from './component-zoo.ts'

/** A component as a browser has seen it. */
export interface Seen {
  readonly cid: number
  readonly name: string
}

/** What answers a message of the browser. */
type Answered = (response: { readonly cids?: readonly number[] }) => void

/** The id of the view's container in both pages. */
const MAIN = 'phx-test'

const MARKS = / data-phx-(?:component|view|stream)="[^"]*"/g

/** A browser behind a slow line, with the page of the official client and ours side by side. */
export class SlowBrowser {
  readonly #pubsub = localPubSub()
  readonly #official = new OfficialPage()
  readonly #ours = new TestPage(MAIN, [])
  readonly #answers = new Map<string, Answered>()
  readonly #seen = new Map<number, string>()
  readonly #ended = new Set<number>()
  readonly #onEnd: (name: string) => void
  #line!: Awaited<ReturnType<ReturnType<typeof serveOne>['connect']>>
  #lines!: ReturnType<typeof serveOne>['lines']
  /** What is on its way to the server. */
  #outbound: (() => void)[] = []
  /** How many frames of the server have arrived. */
  #arrived = 0
  /** How many frames of the server the test has looked at. */
  #noted = 0
  /** Removals that the server has still to be told of, or to answer. */
  #removals = 0

  constructor(onEnd: (name: string) => void) {
    this.#onEnd = onEnd
  }

  async join(): Promise<void> {
    const { connect, lines } = serveOne(zoo, {
      pubsub: this.#pubsub,
      layout: ({ flash, content }) => (flash.info ? html`<p>${flash.info}</p>${content}` : html`${content}`),
    })
    this.#lines = lines
    this.#line = await connect()
    this.#line.sendJoin()
    await this.#line.settled()
    this.arrive(1)
  }

  /** Whether a removal is under way. */
  get isRemoving(): boolean {
    return this.#removals > 0
  }

  get isQuiet(): boolean {
    return this.#outbound.length === 0 && this.#arrived === this.#line.sent.length
  }

  /** Every component that was ever seen, in order; those on the page last. */
  get seen(): readonly Seen[] {
    const shown = [...this.#official.components.keys()]
    const gone = [...this.#seen.keys()].filter((cid) => !shown.includes(cid))
    return [...gone, ...shown].map((cid) => ({ cid, name: this.#seen.get(cid)! }))
  }

  hasEnded(cid: number): boolean {
    return this.#ended.has(cid)
  }

  /** Puts something on the way to the server. */
  send(act: () => void): void {
    this.#outbound.push(act)
  }

  sendChanges(changes: readonly Change[]): void {
    this.#line.sendEvent('change', { changes: JSON.stringify(changes) })
  }

  sendTo(cid: number, event: string, value: object): void {
    this.#line.send('event', { type: 'click', event, value, cid })
  }

  clearFlash(): void {
    this.#line.sendEvent('lv:clear-flash', { key: 'info' })
  }

  /** Publishes changes, which the view hears as one message after the other. */
  publish(changes: readonly Change[]): void {
    for (const change of changes) this.#pubsub.publish(changed, change)
  }

  /** Lets what was sent first reach the server. */
  async deliver(): Promise<void> {
    this.#outbound.shift()?.()
    await this.settled()
  }

  /** Waits until the server has done what it was sent. */
  async settled(): Promise<void> {
    await this.#line.settled()
    for (const [event, ref, payload] of this.#line.sent.slice(this.#noted)) {
      if (event === 'phx_error') throw new Error(`The view failed: ${String(this.#lines.at(-1)?.['err'])}`)
      const { cids } = payload as { readonly cids?: readonly number[] }
      if (ref && cids) for (const cid of cids) this.#end(cid)
    }
    this.#noted = this.#line.sent.length
  }

  /** Lets some frames of the server arrive. */
  arrive(count: number): void {
    for (const [event, ref, payload] of this.#line.sent.slice(this.#arrived, this.#arrived + count)) {
      this.#arrived++
      const { rendered, diff } = payload as { readonly rendered?: Diff; readonly diff?: Diff }
      const change = event === 'diff' ? (payload as Diff) : (rendered ?? diff)
      if (change) this.#patch(change, rendered !== undefined)
      this.#answers.get(ref ?? '')?.(payload as object)
    }
  }

  /** Lets everything arrive at both ends, until nobody has anything to say. */
  async calm(): Promise<void> {
    while (!this.isQuiet) {
      this.arrive(Number.POSITIVE_INFINITY)
      await this.deliver()
    }
  }

  /** Compares both pages with what they should show. */
  check(expected: string): void {
    const shown = [this.#ours.document.body.innerHTML, this.#official.html]
    const [ours, official] = shown.map((page) => page.replaceAll(MARKS, ''))
    expect(ours).toBe(normalized(expected))
    expect(official).toBe(normalized(expected))
    const numbers = shown.map((page) => page.match(/ data-phx-component="\d+"/g))
    expect(numbers[0]).toEqual(numbers[1])
  }

  #patch(diff: Diff, isJoin: boolean): void {
    this.#official.apply(JSON.stringify(diff))
    if (isJoin) this.#ours.open(MAIN, structuredClone(diff))
    else this.#ours.apply(MAIN, structuredClone(diff))
    for (const [cid, root] of this.#official.components) this.#seen.set(cid, root.getAttribute('data-name')!)
    const lost = this.#official.takeLost()
    if (lost.length > 0) this.#remove(lost)
  }

  /** Tells the server in two steps, as the client does. */
  #remove(cids: readonly number[]): void {
    this.#removals++
    this.#ask('cids_will_destroy', cids, () => {
      this.#removals--
      const gone = cids.filter((cid) => !this.#official.components.has(cid))
      if (gone.length === 0) return
      this.#removals++
      this.#ask('cids_destroyed', gone, ({ cids: ended = [] }) => {
        this.#removals--
        this.#official.prune(ended)
        this.#ours.part(MAIN).forget(ended)
      })
    })
  }

  #ask(event: string, cids: readonly number[], answered: Answered): void {
    this.send(() => this.#answers.set(this.#line.send(event, { cids }), answered))
  }

  #end(cid: number): void {
    this.#ended.add(cid)
    this.#onEnd(this.#seen.get(cid)!)
  }
}
