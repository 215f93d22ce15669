import { type Form, html, liveForm, liveView, optional, type Static, Type } from 'oriel'
import {
  button,
  checkbox,
  checkboxGroup,
  header,
  hiddenInput,
  type InputType,
  input,
  radioGroup,
  select,
  form as showForm,
  textarea,
} from 'oriel/components'

const Everything = Type.Object({
  source: Type.String({ default: 'gallery' }),
  text: Type.String({ minLength: 2, maxLength: 20 }),
  email: Type.String({ format: 'email' }),
  url: Type.Optional(Type.String({ format: 'url' })),
  tel: Type.Optional(Type.String({ pattern: '^\\+?[0-9 ]+$' })),
  password: Type.String({ minLength: 8 }),
  search: Type.Optional(Type.String()),
  number: Type.Integer({ minimum: 1, maximum: 10 }),
  price: Type.Optional(Type.Number({ minimum: 0, multipleOf: 0.25 })),
  range: Type.Integer({ minimum: 0, maximum: 100, multipleOf: 5, default: 50 }),
  date: Type.Optional(Type.String({ format: 'date' })),
  time: Type.Optional(Type.String()),
  moment: Type.Optional(Type.String()),
  month: Type.Optional(Type.String()),
  week: Type.Optional(Type.String()),
  color: Type.String({ default: '#3f4fc4' }),
  notes: Type.Optional(Type.String({ maxLength: 200 })),
  size: Type.Enum(['small', 'medium', 'large']),
  country: Type.Optional(Type.String()),
  fruits: Type.Array(Type.Enum(['apple', 'banana', 'cherry'])),
  days: Type.Array(Type.Enum(['Friday', 'Saturday', 'Sunday']), { minItems: 1 }),
  pay: Type.Enum(['cash', 'card']),
  gift: Type.Boolean(),
  terms: Type.Literal(true),
})

const everything = liveForm(Everything, { id: 'all' })

type Everything = Static<typeof Everything>

const countries = [
  { label: 'Europe', choices: ['Austria', 'Norway'] },
  {
    label: 'Elsewhere',
    choices: [
      { value: 'nz', label: 'New Zealand' },
      { value: 'mars', label: 'Mars', isDisabled: true },
    ],
  },
]

/** Every kind of input, with what the browser checks by itself. */
export const inputs = liveView({
  events: { check: everything, save: everything },
  mount: () => ({ form: everything.start(), saved: optional<string>() }),
  handleEvent: {
    check: (live, form) => live.assign({ form }),
    save: (live, form) => live.assign({ form, ...(form.ok && { saved: JSON.stringify(form.value) }) }),
  },
  render: ({ form, saved }, on) => html`
    ${header({ title: 'Every input', subtitle: 'A sign beside a label says that it has to be filled in.' })}
    ${showForm(
      { of: form, change: on.check, submit: on.save },
      html`
        ${hiddenInput({ field: form.field('source') })}
        ${input({ field: form.field('text'), label: 'Text', help: 'Two to twenty characters.', attributes: { placeholder: 'Anything' } })}
        ${input({ field: form.field('email'), label: 'E-mail' })}
        ${input({ field: form.field('password'), label: 'Password', type: 'password', attributes: { autocomplete: 'new-password' } })}
        ${optionalTexts(form)}
        ${input({ field: form.field('number'), label: 'From one to ten' })}
        ${input({ field: form.field('price'), label: 'Price', help: 'In quarters.' })}
        ${input({ field: form.field('range'), label: 'How much', type: 'range' })}
        ${input({ field: form.field('color'), label: 'Colour', type: 'color' })}
        ${times(form)}
        ${textarea({ field: form.field('notes'), label: 'Notes', rows: 3 })}
        ${choices(form)}
        ${checkbox({ field: form.field('gift'), label: 'It is a gift' })}
        ${checkbox({ field: form.field('terms'), label: 'I accept the terms' })}
        ${button({ kind: 'primary', attributes: { 'phx-disable-with': 'Saving…' } }, 'Save')}`,
    )}
    ${saved !== undefined && html`<pre id="saved">${saved}</pre>`}`,
})

const optionalTexts = (form: Form<Everything>) => html`
  ${input({ field: form.field('url'), label: 'Web address' })}
  ${input({ field: form.field('tel'), label: 'Telephone', type: 'tel' })}
  ${input({ field: form.field('search'), label: 'Search', type: 'search' })}`

const kinds = [
  ['date', 'Day', 'date'],
  ['time', 'Time', 'time'],
  ['moment', 'Day and time', 'datetime-local'],
  ['month', 'Month', 'month'],
  ['week', 'Week', 'week'],
] as const satisfies readonly (readonly [keyof Everything, string, InputType])[]

const times = (form: Form<Everything>) =>
  kinds.map(([name, label, type]) => input({ field: form.field(name), label, type }))

const choices = (form: Form<Everything>) => html`
  ${select({ field: form.field('size'), label: 'Size', prompt: 'Choose a size' })}
  ${select({ field: form.field('country'), label: 'Country', choices: countries })}
  ${select({ field: form.field('fruits'), label: 'Fruits', help: 'As many as you like.' })}
  ${checkboxGroup({ field: form.field('days'), label: 'Days' })}
  ${radioGroup({
    field: form.field('pay'),
    label: 'Pay by',
    choices: [
      { value: 'cash', label: 'Cash' },
      { value: 'card', label: 'Card' },
    ],
  })}`
