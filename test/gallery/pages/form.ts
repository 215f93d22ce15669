import { html, liveForm, liveView, optional, Type } from 'oriel'
import { checks, required } from 'oriel/changeset'
import { button, input, form as showForm } from 'oriel/components'

const Person = Type.Object({ name: Type.String(), email: Type.String({ format: 'email' }) })

const person = liveForm(Person, {
  id: 'person',
  check: checks(Person, required('name', 'Give a name.'), required('email', 'Give an e-mail address.')),
})

/** A form that is checked while it is filled in, and again when it is sent. */
export const form = liveView({
  events: { check: person, save: person },
  mount: () => ({ form: person.start(), saved: optional<string>() }),
  handleEvent: {
    check: (live, form) => live.assign({ form }),
    save(live, form) {
      if (!form.ok) return live.assign({ form })
      const { name, email } = form.value
      live.assign({ form: person.start(), saved: `${name} <${email}>` })
    },
  },
  render: ({ form, saved }, on) => html`
    ${showForm(
      { of: form, change: on.check, submit: on.save, novalidate: true },
      html`
        ${input({ field: form.field('name'), label: 'Name' })}
        ${input({ field: form.field('email'), label: 'E-mail', help: 'Nobody else sees it.' })}
        ${button({ kind: 'primary' }, 'Save')}`,
    )}
    ${saved !== undefined && html`<p id="saved">Saved ${saved}</p>`}`,
})
