import { type Form, html, liveForm, liveView, optional, type Row, type Static, Type } from 'oriel'
import {
  addButton,
  button,
  header,
  icon,
  input,
  inputsFor,
  rowButton,
  form as showForm,
} from 'oriel/components'

const Order = Type.Object({
  table: Type.Optional(Type.Integer({ minimum: 1 })),
  items: Type.Array(
    Type.Object({ what: Type.String(), count: Type.Integer({ minimum: 1, maximum: 9, default: 1 }) }),
    { minItems: 1, maxItems: 5 },
  ),
})

type Order = Static<typeof Order>

const order = liveForm(Order, { name: 'order' })

/** A list of which rows are added, taken away and moved. It comes back after a lost connection, and after a crash. */
export const orderLive = liveView({
  events: { check: order, send: order, crash: Type.Object({}) },
  mount: () => ({ form: order.start({ items: [{ what: 'Tea', count: 2 }] }), sent: optional<string>() }),
  handleEvent: {
    check: (live, form) => live.assign({ form, sent: undefined }),
    send: (live, form) => live.assign({ form, sent: form.ok ? JSON.stringify(form.value) : undefined }),
    crash() {
      throw new Error('planted')
    },
  },
  render: ({ form, sent }, on) => html`
    ${header({ title: 'Your order', actions: button({ kind: 'danger', type: 'button', attributes: { id: 'crash', 'phx-click': on.crash } }, 'Crash') })}
    ${showForm(
      { of: form, change: on.check, submit: on.send, novalidate: true },
      html`
        ${input({ field: form.field('table'), label: 'Table' })}
        ${lines(form)}
        ${button({ kind: 'primary', attributes: { id: 'send' } }, 'Send')}`,
    )}
    ${sent !== undefined && html`<pre id="sent">${sent}</pre>`}`,
})

const lines = (form: Form<Order>) => {
  const items = form.field('items')
  return html`
    <fieldset class="o-group lines" aria-describedby="lines-error">
      <legend class="o-label">What you would like</legend>
      ${inputsFor(items, line)}
      <div id="lines-error" class="o-errors" aria-live="polite">${items.errors.map((text) => html`<p class="o-error">${text}</p>`)}</div>
      ${addButton({ field: items, attributes: { id: 'add' } }, html`${icon('plus')} Add a line`)}
    </fieldset>`
}

const line = (row: Row<Order['items'][number]>) => {
  const number = row.index + 1
  return html`
    <div id="${row.id}" class="line">
      ${input({ field: row.field('what'), label: `Line ${number}` })}
      ${input({ field: row.field('count'), label: 'How many' })}
      ${rowButton({ row, does: 'up', kind: 'quiet', attributes: { 'aria-label': `Move line ${number} up` } }, icon('up'))}
      ${rowButton({ row, does: 'down', kind: 'quiet', attributes: { 'aria-label': `Move line ${number} down` } }, icon('down'))}
      ${rowButton({ row, does: 'drop', kind: 'quiet', attributes: { 'aria-label': `Remove line ${number}` } }, icon('trash'))}
    </div>`
}
