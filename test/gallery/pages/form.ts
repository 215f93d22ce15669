import { html, liveView, optional, type Static, Type } from 'oriel'

const Fields = Type.Object({
  name: Type.String(),
  email: Type.String(),
  // The client marks the fields that nobody has used yet.
  _unused_name: Type.Optional(Type.String()),
  _unused_email: Type.Optional(Type.String()),
})

interface Errors {
  readonly name?: string | undefined
  readonly email?: string | undefined
}

const check = ({ name, email }: Static<typeof Fields>): Errors => ({
  name: name.trim() === '' ? 'Give a name.' : undefined,
  email: email.includes('@') ? undefined : 'Give an e-mail address.',
})

/** What is wrong with the fields that the person has used: nobody is scolded for what they have yet to fill in. */
const checkUsed = (fields: Static<typeof Fields>): Errors => {
  const { name, email } = check(fields)
  return {
    name: fields._unused_name === undefined ? name : undefined,
    email: fields._unused_email === undefined ? email : undefined,
  }
}

const errorOf = (field: keyof Errors, message: string | undefined) =>
  message !== undefined && html`<p id="${field}-error" class="error">${message}</p>`

/** A form that is checked while it is filled in, and again when it is sent. */
export const form = liveView({
  events: { check: Fields, save: Fields },
  mount: () => ({ name: '', email: '', errors: {} as Errors, saved: optional<string>() }),
  handleEvent: {
    check: (live, fields) =>
      live.assign({ name: fields.name, email: fields.email, errors: checkUsed(fields) }),
    save(live, fields) {
      const errors = check(fields)
      if (errors.name !== undefined || errors.email !== undefined) return live.assign({ errors })
      live.assign({ name: '', email: '', errors, saved: `${fields.name} <${fields.email}>` })
    },
  },
  render: ({ name, email, errors, saved }, on) => html`
    <form id="person" phx-change="${on.check}" phx-submit="${on.save}">
      <label>Name <input id="name" name="name" value="${name}"></label>
      ${errorOf('name', errors.name)}
      <label>E-mail <input id="email" name="email" value="${email}"></label>
      ${errorOf('email', errors.email)}
      <button>Save</button>
    </form>
    ${saved !== undefined && html`<p id="saved">Saved ${saved}</p>`}`,
})
