import { type Form, html, liveForm, liveView, reply, route, type Static, Type } from 'oriel'
import { textOf } from 'oriel/changeset'
import { expect, test } from 'vitest'
import { useServer } from './serve.ts'
import { visitAndJoin } from './visit.ts'

const Order = Type.Object({
  table: Type.Integer({ minimum: 1 }),
  note: Type.Optional(Type.String()),
  tags: Type.Optional(Type.Array(Type.String())),
  address: Type.Object({ city: Type.String(), zip: Type.Optional(Type.String()) }),
  items: Type.Array(Type.Object({ what: Type.String(), count: Type.Integer({ minimum: 1, default: 1 }) })),
})

const order = liveForm(Order, { name: 'order' })

/** Everything that a form says of itself. */
const told = (form: Form<Static<typeof Order>>) => ({
  action: form.action,
  value: form.value,
  shown: (['table', 'note', 'address.city'] as const).flatMap((path) => form.field(path).errors),
  used: (['table', 'note', 'tags', 'address', 'address.city', 'items'] as const).filter(
    (path) => form.field(path).isUsed,
  ),
  wrong: form.errors.map(({ path, message }) => `${path} ${textOf(message)}`),
  rows: form.field('items').rows.map(({ key, field }) => `${key}: ${field('what').typed ?? ''}`),
})

/** Answers with what came of a form. */
const orders = liveView({
  events: {
    check: order,
    plain: Type.Object({ count: Type.Integer(), _target: Type.Optional(Type.Array(Type.String())) }),
  },
  mount: () => ({}),
  handleEvent: {
    check: (_, form) => reply(told(form)),
    plain: (_, payload) => reply(payload),
  },
  render: () => html`<p>Orders</p>`,
})

const server = useServer()

type Answer = ReturnType<typeof told>

/** Opens the page, and sends forms there as a browser does: as text, with the name of the field that has changed. */
async function openOrders() {
  const live = await server({ routes: [route('/', orders)] })
  const { socket, joinRef } = await visitAndJoin(live)
  const send = (event: string, value: unknown, meta: unknown) =>
    socket.call(joinRef, socket.topic, 'event', { type: 'form', event, value, meta })
  const check = async (value: unknown, meta: unknown = {}): Promise<Answer> => {
    const { status, response } = await send('check', value, meta)
    expect(status).toBe('ok')
    return (response['diff'] as { readonly r: Answer }).r
  }
  return { send, check, lines: live.lines }
}

const encoded = (...pairs: readonly (readonly [name: string, value: string])[]) =>
  new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()

const filledIn = [
  ['order[table]', ' 4 '],
  ['order[note]', 'no sugar & milk = ½'],
  ['order[tags][]', ''],
  ['order[tags][]', 'hot'],
  ['order[tags][]', 'to go'],
  ['order[address][city]', 'Rome'],
  ['order[items][0][what]', 'Tea'],
  ['order[items][0][count]', '2'],
] as const

test('names that nest and list arrive as objects and lists, each value with the type of its schema', async () => {
  const { check } = await openOrders()
  expect(await check(encoded(...filledIn))).toMatchObject({
    value: {
      table: 4,
      note: 'no sugar & milk = ½',
      tags: ['hot', 'to go'],
      address: { city: 'Rome' },
      items: [{ what: 'Tea', count: 2 }],
    },
    wrong: [],
  })
})

test('what the schema does not declare reaches nobody, at any depth', async () => {
  const { check } = await openOrders()
  const { value } = await check(
    encoded(
      ...filledIn,
      ['order[admin]', 'true'],
      ['order[address][admin]', 'true'],
      ['order[items][0][admin]', 'true'],
      ['order[__proto__][admin]', 'true'],
      ['admin', 'true'],
    ),
  )
  expect(JSON.stringify(value)).not.toContain('admin')
})

test('of a field that is sent twice the last value counts, as for a box behind a hidden field', async () => {
  const { check } = await openOrders()
  expect((await check(encoded(...filledIn, ['order[table]', '7']))).value).toMatchObject({ table: 7 })
})

test('a field with a mark of being unused has no errors to show, and what nests in it counts for it', async () => {
  const { check } = await openOrders()
  const answer = await check(
    encoded(
      ['order[table]', 'x'],
      ['order[_unused_note]', ''],
      ['order[note]', ''],
      ['order[_unused_tags][]', ''],
      ['order[tags][]', ''],
      ['order[address][_unused_city]', ''],
      ['order[address][city]', ''],
    ),
    { _target: 'order[table]' },
  )
  expect(answer).toMatchObject({ action: 'change', used: ['table'], shown: ['is not a whole number'] })
  expect(answer.wrong).toContain("address.city can't be blank")
})

test('a form without a target was submitted: all of its fields are used', async () => {
  const { check } = await openOrders()
  const fields = encoded(['order[_unused_table]', ''], ['order[table]', ''])
  expect(await check(fields)).toMatchObject({
    action: 'submit',
    shown: ["can't be blank", "can't be blank"],
  })
})

test('the target of a change is the path of a field, and reaches those who declare it', async () => {
  const { send } = await openOrders()
  const answerTo = async (value: string, target: unknown) =>
    ((await send('plain', value, { _target: target })).response['diff'] as { readonly r: object }).r
  expect(await answerTo('count=1', 'user[tags][]')).toEqual({ count: 1, _target: ['user', 'tags'] })
  // A field without a name.
  expect(await answerTo('count=1', 'undefined')).toEqual({ count: 1, _target: ['undefined'] })
})

test('what a binding carries along goes before the fields of its form', async () => {
  const { send } = await openOrders()
  expect((await send('plain', 'count=1', { count: 5 })).response).toEqual({ diff: { r: { count: 5 } } })
})

const rows = [
  ['order[items][0][what]', 'Tea'],
  ['order[items][1][what]', 'Cake'],
  ['order[items][7][what]', 'Milk'],
] as const

test('rows of a list come with their keys, in the order of these where nothing else is said', async () => {
  const { check } = await openOrders()
  expect((await check(encoded(...rows), { _target: 'order[items][1][what]' })).rows).toEqual([
    '0: Tea',
    '1: Cake',
    '7: Milk',
  ])
})

test.each([
  ['_add_items', ['0: Tea', '1: Cake', '7: Milk', '8: ']],
  ['_drop_items][1', ['0: Tea', '7: Milk']],
  ['_up_items][7', ['0: Tea', '7: Milk', '1: Cake']],
  ['_down_items][0', ['1: Cake', '0: Tea', '7: Milk']],
  ['_up_items][0', ['0: Tea', '1: Cake', '7: Milk']],
  ['_drop_items][99', ['0: Tea', '1: Cake', '7: Milk']],
])('a change whose target is order[%s] does that to the rows', async (asked, expected) => {
  const { check } = await openOrders()
  expect((await check(encoded(...rows), { _target: `order[${asked}]` })).rows).toEqual(expected)
})

test('a field that lists keys gives the order of the rows, makes new ones, and another drops some', async () => {
  const { check } = await openOrders()
  const sort = ['7', 'new', '0', '1'].map((key) => ['order[_sort_items][]', key] as const)
  expect((await check(encoded(...sort, ...rows))).rows).toEqual(['7: Milk', '8: ', '0: Tea', '1: Cake'])
  const drop = ['order[_drop_items][]', '0'] as const
  expect((await check(encoded(...sort, drop, ...rows))).rows).toEqual(['7: Milk', '8: ', '1: Cake'])
})

test('a key that is no key makes no row', async () => {
  const { check } = await openOrders()
  const odd = ['"><script>', 'x'.repeat(41), 'a b'].map((key) => [`order[items][${key}][what]`, '!'] as const)
  expect((await check(encoded(...rows, ...odd, ['order[_sort_items][]', '<b>']))).rows).toHaveLength(3)
})

const bodies: readonly unknown[] = [
  '',
  '&&=&',
  '%E0%A4%A=%&%zz',
  'order=text',
  'order[]=1&order[][table]=2',
  'order[address]=text&order[items]=text&order[tags][a]=1&order[table][x]=1',
  'order[items][][what]=Tea&order[items]=x',
  `order${'[a]'.repeat(5_000)}=1`,
  '__proto__[ok]=1&constructor[prototype][ok]=1',
  Array.from({ length: 5_000 }, (_, i) => `order[items][${i}]=x`).join('&'),
  null,
  7,
  [['order[table]', '1']],
  { order: [] },
]

test.each(bodies.map((body) => [JSON.stringify(body).slice(0, 40), body]))(
  'a body that is no such form is a form with nothing right in it, and the view lives on: %s',
  async (_, body) => {
    const { check, lines } = await openOrders()
    const { value, wrong } = await check(body, { _target: 'order[table]' })
    expect(value).toBeUndefined()
    expect(wrong.length).toBeGreaterThan(0)
    expect((await check(encoded(...filledIn))).value).toMatchObject({ table: 4 })
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
  },
)

test.each([null, 'text', [], { _target: 5 }, { _target: ['order'] }, { order: 'text' }])(
  'what comes beside the form may be anything: %j',
  async (meta) => {
    const { check } = await openOrders()
    await check(encoded(...filledIn), meta)
    expect((await check(encoded(...filledIn))).value).toMatchObject({ table: 4 })
  },
)
