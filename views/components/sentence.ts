/** An error as a person reads it: one that only says what is wrong ("can't be blank") is given its subject. */
export const sentence = (subject: string, error: string): string =>
  /^\p{Ll}/u.test(error) ? `${subject} ${error}` : error

/** Why a name that another browser session uses right now is refused. */
export const nameTaken = (name: string): string =>
  `Username '${name}' is currently online. Please choose a different name.`
