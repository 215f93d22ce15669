import fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { type TObject, type TSchema, Type } from 'typebox'
import { expect, test } from 'vitest'
import { checkbox, checkboxGroup, input, inputsFor, select } from '../../../src/live/components.ts'
import { type Field, type Form, type Hole, html, liveForm, type Row } from '../../../src/live/index.ts'
import { renderToString } from '../../../src/live/server.ts'
import type { Element } from '../../../src/live/testing/dom.ts'
import { FilledIn } from '../../../src/live/testing/filled-in.ts'
import { serialize } from '../../../src/live/testing/serialize.ts'
import { decodeForm } from '../../../src/live/view/urlencoded.ts'

/** A field of some kind: its schema, the component that shows it, and a value for it. */
interface Kind {
  readonly schema: TSchema
  show(form: Fields, path: string): Hole
  readonly value: fc.Arbitrary<unknown>
}

/** What has fields: a form, or a row of one. */
interface Fields {
  field(path: string): Field<never>
}

const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => value.trim() !== '')
const choices = ['a', 'b&c', '"d"']

// Without textareas: linkedom leaves the entities in them as they are.
const leaves: readonly Kind[] = [
  {
    schema: Type.String(),
    value: text,
    show: (form, path) => input({ field: form.field(path), label: path }),
  },
  {
    schema: Type.Integer(),
    value: fc.integer(),
    show: (form, path) => input({ field: form.field(path), label: path }),
  },
  {
    schema: Type.Boolean(),
    value: fc.boolean(),
    show: (form, path) => checkbox({ field: form.field(path), label: path }),
  },
  {
    schema: Type.Enum(choices),
    value: fc.constantFrom(...choices),
    show: (form, path) => select({ field: form.field(path), label: path }),
  },
  {
    schema: Type.Array(Type.Enum(choices)),
    value: fc.subarray(choices),
    show: (form, path) => checkboxGroup({ field: form.field(path), label: path }),
  },
  {
    schema: Type.Array(Type.Enum(choices)),
    value: fc.subarray(choices),
    show: (form, path) => select({ field: form.field(path), label: path }),
  },
]

const leaf: fc.Arbitrary<Kind> = fc.constantFrom(...leaves)
const key = fc.oneof(
  fc.stringMatching(/^[a-z][a-zA-Z0-9_-]{0,8}$/),
  fc.constantFrom('constructor', 'toString', 'é', '0'),
)

/** A map of kinds, as one kind: nested in others it is shown by paths. */
const mapOf = (kind: fc.Arbitrary<Kind>): fc.Arbitrary<Kind> =>
  fc.dictionary(key, kind, { minKeys: 1, maxKeys: 3 }).map((kinds) => ({
    schema: Type.Object(
      Object.fromEntries(Object.entries(kinds).map(([name, { schema }]) => [name, schema])),
    ),
    value: fc.record(Object.fromEntries(Object.entries(kinds).map(([name, { value }]) => [name, value]))),
    show: (form, path) =>
      Object.entries(kinds).map(([name, each]) => each.show(form, path === '' ? name : `${path}.${name}`)),
  }))

/** Rows of a map, whose inputs are shown for each. */
const rowsOf = (map: fc.Arbitrary<Kind>): fc.Arbitrary<Kind> =>
  map.map((row) => ({
    schema: Type.Array(row.schema),
    value: fc.array(row.value, { maxLength: 3 }),
    show: (form, path) =>
      inputsFor(form.field(path) as unknown as Field<readonly object[]>, (each: Row<object>) => [
        row.show(each as unknown as Fields, ''),
      ]),
  }))

const nested = mapOf(fc.oneof(leaf, mapOf(leaf), rowsOf(mapOf(fc.oneof(leaf, rowsOf(mapOf(leaf)))))))
const filled = nested.chain((kind) => kind.value.map((value) => ({ kind, value: value as object })))
const name = fc.option(fc.constantFrom('user', 'a-b'), { nil: undefined })

/** What a browser sends that is shown the form. */
function submitted(form: Form<object>, kind: Kind): string {
  const page = renderToString(html`<form>${kind.show(form as unknown as Fields, '')}</form>`)
  const { document } = parseHTML(`<body>${page}</body>`)
  return serialize(document.querySelector('form') as unknown as Element, new FilledIn())
}

test('whatever is shown as inputs and sent comes back as the same value', () => {
  fc.assert(
    fc.property(filled, name, ({ kind, value }, name) => {
      const plan = liveForm(kind.schema as TObject, name === undefined ? {} : { name })
      const form = plan.start(value)
      const sent = plan.decode(decodeForm(submitted(form as unknown as Form<object>, kind))) as Form<object>
      expect(sent.errors).toEqual([])
      expect(sent.value).toEqual(value)
    }),
    { numRuns: 150 },
  )
})
