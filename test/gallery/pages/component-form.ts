import { component, html, liveForm, liveView, Type } from 'oriel'
import { checks, required } from 'oriel/changeset'
import { button, form, input } from 'oriel/components'

const Fields = Type.Object({ street: Type.String() })

const addressForm = liveForm(Fields, { check: checks(Fields, required('street', 'Give a street.')) })

/** A form that its own component checks and saves. */
const address = component({
  events: { check: addressForm, save: addressForm },
  mount: (_: { title: string }) => ({ filled: addressForm.start(), saved: '' }),
  handleEvent: {
    check: (live, filled) => live.assign({ filled }),
    save(live, filled) {
      live.assign(filled.ok ? { filled: addressForm.start(), saved: filled.value.street } : { filled })
    },
  },
  render: ({ id, title, filled, saved }, on) => {
    const own = filled.withId(String(id))
    const street = own.field('street')
    return html`<section>${form(
      { of: own, change: on.check, submit: on.save, novalidate: true },
      html`
        ${input({ field: street, label: title })}
        ${button({}, 'Save')}
        <span class="typed">${String(street.typed ?? '')}</span> <span class="saved">${saved}</span>`,
    )}</section>`
  },
})

/** Two forms of one kind, which do not know of each other. */
export const componentForm = liveView({
  mount: () => ({}),
  render: () => html`
    ${address({ id: 'home', title: 'Home' })}
    ${address({ id: 'work', title: 'Work' })}`,
})
