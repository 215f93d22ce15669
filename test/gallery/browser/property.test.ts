import fc from 'fast-check'
import { afterAll, beforeAll, test } from 'vitest'
import { openBrowser, type TestBrowser } from '../../support/browser.ts'
import { bothClients, type Client } from '../support/stage.ts'
import { ZooPage } from '../support/zoo-page.ts'
import type { Act, Place, Row, StreamAct, StreamName } from '../support/zoo-world.ts'

/**
 * A name's length says how a box shows what it holds: under the official client none does it one by one, where what
 * stands second moves into what is before it when it becomes the first.
 */
const boxesOf = { official: ['box1', 'box333', 'box4444'], oriel: ['box1', 'box22', 'box333'] } as const
const feeds = ['feed1', 'feed2']
const others = ['leaf1', 'leaf2', 'leaf3', 'text1', 'text2', ...feeds]

/** What happens to a page. */
type Step =
  | { readonly kind: 'turn'; readonly acts: readonly Act[] }
  | { readonly kind: 'click'; readonly nth: number }
  | { readonly kind: 'hold' | 'release' | 'cut' | 'settle' }

type Box = `box${number}`

const label = fc.constantFrom('a', 'bb')

/** A box stands in boxes before it only, so that none comes to stand in itself. A feed stands in none. */
function placeOf(name: string, boxes: readonly Box[]): fc.Arbitrary<Place> {
  const outer = boxes.includes(name as Box) ? boxes.slice(0, boxes.indexOf(name as Box)) : boxes
  const inside = feeds.includes(name) ? [] : outer
  return fc.constantFrom<Place>('list', 'array', 'maybe', 'hidden', ...inside)
}

const place = (boxes: readonly Box[]): fc.Arbitrary<Act> =>
  fc.constantFrom(...others, ...boxes).chain((name) =>
    fc.record({
      kind: fc.constant('place' as const),
      name: fc.constant(name),
      place: placeOf(name, boxes),
      label,
    }),
  )

const shuffle: fc.Arbitrary<Act> = fc.record({
  kind: fc.constant('shuffle' as const),
  by: fc.integer({ min: 1, max: 20 }),
})

const title: fc.Arbitrary<Act> = fc.record({ kind: fc.constant('title' as const), title: label })

/** The row of a number: a text, a leaf, a box with a leaf in it; some of the latest are components themselves. */
function rowOf(stream: StreamName, id: number, label: string): Row {
  const inner = { name: `leaf-${stream}-${id}`, label, inside: [] }
  const box = { name: `box-${stream}-${id}`, label, inside: [inner] }
  const chip = { name: `chip-${stream}-${id}`, label, inside: [] }
  const kinds = stream === 'latest' ? [null, chip, box, inner] : [null, inner, box]
  return { id, label, spec: kinds[id % kinds.length]! }
}

const row = (stream: StreamName) =>
  fc.record({ id: fc.nat({ max: 5 }), label }).map(({ id, label }) => rowOf(stream, id, label))

/** Changes of different rows at the ends are the same together as one by one. */
const mild = (stream: StreamName): fc.Arbitrary<StreamAct> =>
  fc.oneof(
    fc.record({
      stream: fc.constant(stream),
      kind: fc.constant('insert' as const),
      row: row(stream),
      at: fc.constantFrom(-1, 0),
    }),
    fc.record({ stream: fc.constant(stream), kind: fc.constant('update' as const), row: row(stream) }),
    fc.record({ stream: fc.constant(stream), kind: fc.constant('delete' as const), id: fc.nat({ max: 5 }) }),
  )

/** Others stand alone in their turn. */
const single = (stream: StreamName): fc.Arbitrary<StreamAct> =>
  fc.oneof(
    mild(stream),
    fc.record({
      stream: fc.constant(stream),
      kind: fc.constant('insert' as const),
      row: row(stream),
      // An index counts what stands behind the rows, too.
      at: stream === 'latest' ? fc.nat({ max: 3 }) : fc.constantFrom(-1, 0),
    }),
    fc.record({
      stream: fc.constant(stream),
      kind: fc.constant('reset' as const),
      rows: fc.uniqueArray(row(stream), { maxLength: 3, selector: ({ id }) => id }),
    }),
  )

const idOf = (act: StreamAct) => ('row' in act ? act.row.id : 'id' in act ? act.id : -1)

const changes: fc.Arbitrary<readonly Act[]> = fc.oneof(
  single('rows').map((act) => [act]),
  single('latest').map((act) => [act]),
  fc.uniqueArray(mild('rows'), { minLength: 2, maxLength: 3, selector: idOf }),
)

const acts = (client: Client): fc.Arbitrary<readonly Act[]> =>
  fc
    .tuple(
      fc.array(fc.oneof({ weight: 4, arbitrary: place(boxesOf[client]) }, shuffle, title), { maxLength: 3 }),
      fc.oneof(fc.constant([]), changes),
    )
    .map(([slots, rows]) => [...slots, ...rows])

const step = (client: Client): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ kind: fc.constant('turn' as const), acts: acts(client) }) },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('click' as const), nth: fc.nat({ max: 30 }) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('hold' as const, 'release' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('settle' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('cut' as const) }) },
  )

const cut: fc.Arbitrary<Step> = fc.constant({ kind: 'cut' })

async function take(page: ZooPage, step: Step): Promise<void> {
  if (step.kind === 'turn') await page.turn(step.acts)
  else if (step.kind === 'click') await page.click(step.nth)
  else await page[step.kind]()
}

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test.for(bothClients)('%s client: the page shows what the view has, whatever happened', async (client) => {
  const page = await ZooPage.open(browser, client)
  const steps = fc.array(step(client), { minLength: 3, maxLength: 16 })
  await fc.assert(
    fc.asyncProperty(steps, (steps) =>
      page.run(async () => {
        for (const step of steps) await take(page, step)
      }),
    ),
    { numRuns: 60 },
  )
})

test('our client: the page shows what the view has, also after it has gone on', async () => {
  const page = await ZooPage.open(browser, 'oriel', true)
  const steps = fc.array(fc.oneof({ weight: 4, arbitrary: step('oriel') }, cut), {
    minLength: 3,
    maxLength: 16,
  })
  await fc.assert(
    fc.asyncProperty(steps, (steps) =>
      page.run(async () => {
        for (const step of steps) await take(page, step)
      }),
    ),
    { numRuns: 40 },
  )
})
