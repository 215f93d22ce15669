/** What forms and changesets infer, and the mistakes that do not compile: `tsc -p test` is the test. */
import { component, type Field, type Form, html, liveForm, liveView, type Row, Type } from 'oriel'
import {
  type Changeset,
  cast,
  check,
  checkAsync,
  checks,
  confirmation,
  length,
  required,
  save,
  unique,
  update,
  validate,
  validateAsync,
} from 'oriel/changeset'
import {
  checkbox,
  checkboxGroup,
  input,
  inputsFor,
  radioGroup,
  rowButton,
  select,
  textarea,
} from 'oriel/components'
import { same } from './same.ts'

const Person = Type.Object({
  email: Type.String(),
  age: Type.Optional(Type.Integer()),
  news: Type.Boolean(),
  size: Type.Union([Type.Literal('small'), Type.Literal('large')]),
  tags: Type.Array(Type.String()),
  address: Type.Object({ city: Type.String(), floor: Type.Optional(Type.Integer()) }),
  items: Type.Array(Type.Object({ text: Type.String(), done: Type.Boolean() })),
})

interface PersonValue {
  email: string
  age?: number
  news: boolean
  size: 'small' | 'large'
  tags: string[]
  address: { city: string; floor?: number }
  items: { text: string; done: boolean }[]
}

const person = liveForm(Person, {
  check: checks(
    Person,
    required('age'),
    update('email', (email) => email.trim()),
    // @ts-expect-error a misspelt field
    required('emial'),
    // @ts-expect-error a value of another type
    update('age', (age) => age.trim()),
  ),
})

/** The handler of an event that is declared with a form is given that form. */
export const inferred = liveView({
  events: { check: person, save: person, close: Type.Object({}) },
  mount: () => ({ form: person.start({ email: 'a@b.c' }) }),
  handleEvent: {
    check(live, form) {
      same<typeof form, Form<PersonValue>>(true)
      // @ts-expect-error there is no value before it is known to be right
      form.value.email
      live.assign({ form })
    },
    save(live, form) {
      if (!form.ok) return live.assign({ form: form.withError('email', 'is odd') })
      same<typeof form.value, PersonValue>(true)
      // @ts-expect-error a misspelt field
      form.withError('emial', 'is odd')
      // @ts-expect-error a value of another type
      form.put('address.floor', 'first')
      live.assign({ form: form.put('address.floor', 1) })
    },
    close: () => {},
  },
  render({ form }, on) {
    same<ReturnType<typeof form.field<'address.floor'>>, Field<number>>(true)
    // @ts-expect-error a misspelt field
    form.field('emial')
    // @ts-expect-error a misspelt nested field
    form.field('address.street')
    // @ts-expect-error a misspelt field of a row
    form.field('items.0.txet')
    form.field('items.0.text')
    form.field('tags.1')
    return html`
      <form phx-change="${on.check}" phx-submit="${on.save}">
        ${input({ field: form.field('email'), label: 'E-mail' })}
        ${input({ field: form.field('age'), label: 'Age' })}
        ${checkbox({ field: form.field('news'), label: 'News' })}
        ${radioGroup({ field: form.field('size'), label: 'Size' })}
        ${select({ field: form.field('tags'), label: 'Tags', choices: ['a'] })}
        ${checkboxGroup({ field: form.field('tags'), label: 'Tags', choices: ['a'] })}
        ${inputsFor(form.field('items'), (row) => {
          same<typeof row, Row<{ text: string; done: boolean }>>(true)
          // @ts-expect-error a misspelt field of a row
          row.field('txet')
          return html`${input({ field: row.field('text'), label: 'Text' })}
            ${checkbox({ field: row.field('done'), label: 'Done' })}
            ${rowButton({ row, does: 'drop' }, 'Remove')}`
        })}
        ${
          // @ts-expect-error a list is no text
          input({ field: form.field('tags'), label: 'Tags' })
        }
        ${
          // @ts-expect-error a number has not several lines
          textarea({ field: form.field('age'), label: 'Age' })
        }
        ${
          // @ts-expect-error a box is ticked or not
          checkbox({ field: form.field('email'), label: 'E-mail' })
        }
        ${
          // @ts-expect-error one text is no list of choices
          checkboxGroup({ field: form.field('email'), label: 'E-mail' })
        }
        ${
          // @ts-expect-error plain values have no rows
          inputsFor(form.field('tags'), () => '')
        }
        ${
          // @ts-expect-error a control has a label
          input({ field: form.field('email') })
        }
        ${
          // @ts-expect-error no such type of input
          input({ field: form.field('email'), label: 'E-mail', type: 'e-mail' })
        }
      </form>`
  },
})

/** Components declare events with forms in the same way. */
export const editor = component({
  events: { save: person },
  mount: (_: { readonly title: string }) => ({ form: person.start() }),
  handleEvent: {
    save(live, form) {
      same<typeof form, Form<PersonValue>>(true)
      live.assign({ form })
    },
  },
  render: ({ form }, on) => html`<form phx-submit="${on.save}">${form.id}</form>`,
})

// @ts-expect-error a value of another type to begin with
person.start({ age: 'old' })

/** Changesets know their fields from the schema. */
export async function changesets(changeset: Changeset<PersonValue>) {
  same<typeof changeset, ReturnType<typeof cast<typeof Person>>>(true)
  const checked = validate(
    cast(Person, {}),
    length('email', { max: 9 }),
    confirmation('email', 'address.city'),
    unique('email', 'people_email_key'),
    check('age', (age, { typed }) => (age > Number(typed['age']) ? 'is odd' : undefined)),
    // @ts-expect-error a misspelt field
    length('emial', { max: 9 }),
    // @ts-expect-error what is wrong is a text
    check('age', (age) => age > 3),
  )
  const asked = await validateAsync(
    checked,
    checkAsync('email', async (email) => (email.includes('@') ? undefined : 'is odd')),
  )
  const saved = await save(asked, async ({ email }) => ({ id: 1, email }))
  if (saved.ok) same<typeof saved.value, { id: number; email: string }>(true)
  else same<typeof saved.changeset, Changeset<PersonValue>>(true)
}
