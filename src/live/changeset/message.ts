/** What is wrong, as data: a text in which `{count}` and the like stand for `values`, and the rule that was broken. */
export interface Message {
  /** The rule: 'required', 'length', 'format', 'taken' and so on. Translations may go by it, or by the text. */
  readonly rule: string
  readonly text: string
  readonly values: Readonly<Record<string, string | number>>
}

/** Makes a message; without values the text stands as it is. */
export const message = (rule: string, text: string, values: Message['values'] = {}): Message =>
  Object.freeze({ rule, text, values })

/** A message as a person reads it: `translate` at its plainest, which puts the values in and translates nothing. */
export const textOf = ({ text, values }: Message): string =>
  text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all))

/** Makes the text of a message, in whatever language. */
export type Translate = (message: Message) => string

/** A message at the field of a path; '' where it is nobody's field. */
export interface FieldError {
  readonly path: string
  readonly message: Message
}
