import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SlowBrowser } from './component-browser.ts'
import { Model, type Place } from './component-model.ts'
import type { Change, Row } from './component-zoo.ts'

const leaves = ['leaf1', 'leaf2', 'leaf3']
const boxes = ['box1', 'box22', 'box333']
const feeds = ['feed1', 'feed2']

/** What a person, another view or the network does. */
type Step =
  | { readonly kind: 'turn'; readonly isBroadcast: boolean; readonly acts: readonly Act[] }
  | { readonly kind: 'event'; readonly target: number; readonly n: number; readonly isAdding: boolean }
  | { readonly kind: 'clear' }
  | { readonly kind: 'deliver' }
  | { readonly kind: 'calm' }
  | { readonly kind: 'arrive'; readonly count: number }

/** What a view does in one turn. */
type Act =
  | { readonly kind: 'place'; readonly name: string; readonly place: Place; readonly label: string }
  | { readonly kind: 'insert'; readonly id: number; readonly label: string }
  | { readonly kind: 'delete'; readonly id: number }
  | { readonly kind: 'give'; readonly name: string; readonly label?: string; readonly note?: string }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'flash' }

const label = fc.constantFrom('a', 'bb')
const roots = ['list', 'array', 'maybe', 'hidden'] as const

/** A box stands in boxes before it only, so that none comes to stand in itself. */
const placeOf = (name: string): fc.Arbitrary<Place> => {
  const outer = name.startsWith('feed') ? [] : boxes.slice(0, boxes.includes(name) ? boxes.indexOf(name) : 3)
  return fc.constantFrom<Place>(...roots, ...(outer as Place[]))
}

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(...leaves, ...boxes, ...feeds).chain((name) =>
      fc.record({
        kind: fc.constant('place' as const),
        name: fc.constant(name),
        place: placeOf(name),
        label,
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('insert' as const), id: fc.nat({ max: 3 }), label }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), id: fc.nat({ max: 3 }) }) },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        kind: fc.constant('give' as const),
        name: fc.constantFrom(...leaves, 'leaf-row0'),
        label,
        note: fc.constantFrom('n', 'm'),
      },
      { requiredKeys: ['kind', 'name'] },
    ),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('title' as const), title: label }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('flash' as const) }) },
)

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('turn' as const),
      isBroadcast: fc.boolean(),
      acts: fc.array(act, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('event' as const),
      target: fc.nat({ max: 9 }),
      n: fc.nat({ max: 2 }),
      isAdding: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'clear' as const,
        'deliver' as const,
        'deliver' as const,
        'deliver' as const,
        'calm' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('arrive' as const), count: fc.integer({ min: 1, max: 3 }) }),
  },
)

/** The row of a number: a leaf, a box with a leaf in it, a leaf that may also stand elsewhere, a feed. */
function rowOf(id: number, label: string): Row {
  const inner = { name: 'leaf-row1', label, inside: [] }
  const names = ['leaf-row0', 'box-row1', 'leaf1', 'feed-row3']
  return { id, spec: { name: names[id]!, label, inside: id === 1 ? [inner] : [] } }
}

/** Does to the view, and to the model, what the steps say. */
class Run {
  readonly model = new Model()
  readonly browser = new SlowBrowser((name) => {
    expect(this.model.isShown(name)).toBe(false)
    this.model.end(name)
  })
  /** Rows that were taken away once, and may have come back. */
  readonly #again = new Set<number>()

  async do(step: Step): Promise<void> {
    const { browser } = this
    if (step.kind === 'arrive') browser.arrive(step.count)
    else if (step.kind === 'deliver') await this.#deliver()
    else if (step.kind === 'calm') await this.calm()
    else if (step.kind === 'clear') browser.send(() => this.#clear())
    else if (step.kind === 'event') this.#event(step)
    else if (step.isBroadcast) {
      browser.publish(this.#changes(step.acts))
      await browser.settled()
      this.model.render()
    } else browser.send(() => browser.sendChanges(this.#changes(step.acts)))
  }

  async calm(): Promise<void> {
    while (!this.browser.isQuiet) {
      this.browser.arrive(Number.POSITIVE_INFINITY)
      await this.#deliver()
    }
    this.#again.clear()
    this.browser.check(this.model.html)
  }

  async #deliver(): Promise<void> {
    await this.browser.deliver()
    this.model.render()
  }

  #clear(): void {
    this.model.flash(false)
    this.browser.clearFlash()
  }

  #event({ target, n, isAdding }: Extract<Step, { kind: 'event' }>): void {
    const { browser, model } = this
    const seen = browser.seen.at(-1 - target)
    if (!seen) return
    const { cid, name } = seen
    const event = name.startsWith('leaf')
      ? 'inc'
      : name.startsWith('box')
        ? 'toggle'
        : isAdding
          ? 'add'
          : 'drop'
    browser.send(() => {
      if (event === 'toggle' && name === 'box-row1' && browser.isRemoving) return
      browser.sendTo(cid, event, { n })
      if (!browser.hasEnded(cid)) model.event(name, event, n)
    })
  }

  #changes(acts: readonly Act[]): readonly Change[] {
    return acts.flatMap((act) => this.#change(act))
  }

  #change(act: Act): readonly Change[] {
    const { model } = this
    if (act.kind === 'place') return this.#place(act)
    if (act.kind === 'insert') return this.#insert(act)
    if (act.kind === 'delete') return this.#delete(act.id)
    if (act.kind === 'give') {
      const { kind, name, ...given } = act
      return [model.give(name, given)]
    }
    return [act.kind === 'title' ? model.title(act.title) : model.flash(true)]
  }

  #place({ name, place, label }: Extract<Act, { kind: 'place' }>): readonly Change[] {
    const isRow = name === 'leaf1' && this.model.hasRow(2)
    if (isRow && this.#again.has(2)) return []
    return [...(isRow ? this.#delete(2) : []), this.model.place(name, place, label)]
  }

  #insert({ id, label }: Extract<Act, { kind: 'insert' }>): readonly Change[] {
    const { model, browser } = this
    const row = rowOf(id, label)
    // What a feed showed goes with its row, and a row that comes and goes faster than the network is not told apart.
    if (
      !model.hasRow(id) &&
      (id === 3 || id === 2) &&
      model.isAlive(row.spec.name) &&
      (id === 3 || browser.isRemoving)
    )
      return []
    if (!model.hasRow(id) && model.isAlive(row.spec.name)) this.#again.add(id)
    const out = id === 2 ? [model.place('leaf1', 'hidden', label)] : []
    return [...out, model.insert(row)]
  }

  #delete(id: number): readonly Change[] {
    return this.model.hasRow(id) && !this.#again.has(id) ? [this.model.delete(id)] : []
  }
}

test('live components show what they should, on a slow line, in both clients', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const run = new Run()
      await run.browser.join()
      for (const step of steps) await run.do(step)
      await run.calm()
    }),
    { numRuns: 150 },
  )
})
