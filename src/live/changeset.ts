/** The door for the domain's rules: what was filled in, checked, as data. */
export { type Static, Type } from 'typebox'
export { addError, type Changeset, type Check, cast, checks, validate } from './changeset/changeset.ts'
export {
  check,
  confirmation,
  exclusion,
  format,
  inclusion,
  length,
  type NumberLimits,
  number,
  required,
  update,
} from './changeset/checks.ts'
export {
  type AsyncCheck,
  checkAsync,
  constraint,
  type Saved,
  save,
  unique,
  validateAsync,
} from './changeset/later.ts'
export { type FieldError, type Message, message, type Translate, textOf } from './changeset/message.ts'
export type { FieldPath, ValueAt } from './changeset/path.ts'
