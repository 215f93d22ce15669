import {
  type Changeset,
  cast,
  checks,
  format,
  length,
  required,
  Type,
  unique,
  update,
  validate,
} from 'oriel/changeset'

/** What someone fills in to register. */
export const Registration = Type.Object({ name: Type.String() })

/** What someone fills in to say something. */
const Saying = Type.Object({ content: Type.String() })

/** What someone fills in to say something of images, if anything. */
const Caption = Type.Object({ content: Type.Optional(Type.String()) })

/** Checks a name; its value has no space around it. */
export const registration = checks(
  Registration,
  update('name', (name) => name.trim()),
  required('name', 'Username cannot be empty'),
  length('name', { max: 50 }),
  format('name', /^[a-zA-Z0-9_-]+$/, 'can only contain letters, numbers, underscores, and hyphens'),
  unique('name', 'users_name_key'),
)

// PostgreSQL keeps no NUL in a text, and no keyboard types one.
const tidy = (content: string) => content.replaceAll('\0', '').trim()

const saying = checks(Saying, update('content', tidy), required('content'), length('content', { max: 1_000 }))

const caption = checks(Caption, update('content', tidy), length('content', { max: 1_000 }))

/** Checks a name as someone typed it. */
export const validateName = (typed: string): Changeset<{ name: string }> =>
  validate(cast(Registration, { name: typed }), registration)

/** Checks a message as someone typed it; its value has no space around it. */
export const validateContent = (typed: string): Changeset<{ content: string }> =>
  validate(cast(Saying, { content: typed }), saying)

/** Checks what someone typed beside images, where nothing is fine as well. */
export const validateCaption = (typed: string): Changeset<{ content?: string }> =>
  validate(cast(Caption, { content: typed }), caption)

/** Whether `text` is a UUID, as the ids of users, messages and events are. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
