import type { TObject } from 'typebox'
import { addError, type Changeset, type Check, ofTyped } from '../changeset/changeset.ts'
import type { JsonSchema } from '../changeset/json-schema.ts'
import { type FieldError, type Message, type Translate, textOf } from '../changeset/message.ts'
import { type FieldPath, type ValueAt, withValueAt } from '../changeset/path.ts'
import { read } from '../changeset/read.ts'
import type { TypedMap } from '../changeset/typed.ts'
import type { Field } from './field.ts'
import { makeField } from './fields.ts'
import type { FormNames } from './names.ts'

/** What a form was made from: its schema, the checks beyond that, and its names. */
export interface FormPlan<T> {
  readonly schema: TObject
  readonly check: Check<T>
  readonly names: FormNames
}

/** What has happened to a form last: nothing yet, a change of a field, or a submit. */
export type FormAction = 'start' | 'change' | 'submit'

interface State<T> {
  readonly changeset: Changeset<T>
  readonly action: FormAction
  readonly used: ReadonlySet<string>
  readonly translate: Translate
}

/** A form as it is filled in at one moment. Never changed: every method that changes something gives another form. */
export class FormState<T> {
  readonly #plan: FormPlan<T>
  readonly #state: State<T>
  readonly ok: boolean
  readonly value: T | undefined

  constructor(plan: FormPlan<T>, state: State<T>) {
    this.#plan = plan
    this.#state = state
    this.ok = state.changeset.ok
    this.value = state.changeset.value
    Object.freeze(this)
  }

  /** The id of its element. */
  get id(): string {
    return this.#plan.names.id
  }

  get action(): FormAction {
    return this.#state.action
  }

  /** What was typed, what it means, and what is wrong with it. */
  get changeset(): Changeset<T> {
    return this.#state.changeset
  }

  /** What is wrong, with all fields; shown is only what stands at a field that somebody has used. */
  get errors(): readonly FieldError[] {
    return this.changeset.errors
  }

  /** What is wrong with the form as a whole, as a person reads it. */
  get ownErrors(): readonly string[] {
    return this.#textsAt('')
  }

  /** A field by its path: `'email'`, `'address.city'`, `'items.0.text'`. */
  field<Path extends FieldPath<T>>(path: Path): Field<ValueAt<T, Path>> {
    const { schema, names } = this.#plan
    return makeField(path, {
      schema: schema as JsonSchema,
      names,
      typed: this.changeset.typed,
      isUsed: (at) => this.#isUsed(at),
      errorsAt: (at) => this.#textsAt(at),
    }) as Field<ValueAt<T, Path>>
  }

  /** With another changeset: one that was checked further. */
  with(changeset: Changeset<T>): Form<T> {
    return this.#and({ changeset })
  }

  /** With errors from elsewhere, such as the domain; the path '' stands for the form as a whole. */
  withErrors(errors: readonly FieldError[]): Form<T> {
    return this.with(errors.reduce((of, { path, message }) => addError(of, path, message), this.changeset))
  }

  /** With an error at a field, or at the form as a whole with the path ''. */
  withError(path: FieldPath<T> | '', error: string | Message): Form<T> {
    return this.with(addError(this.changeset, path, error))
  }

  /** Filled in differently by the program: everything is checked anew. */
  put<Path extends FieldPath<T>>(path: Path, value: ValueAt<T, Path> | undefined): Form<T> {
    const { schema, check } = this.#plan
    const typed = withValueAt(this.changeset.typed, path, value)
    return this.with(check(ofTyped(schema, read(schema as JsonSchema, typed).typed)))
  }

  /** Its messages in another language; `translate` makes the text of each. */
  translated(translate: Translate): Form<T> {
    return this.#and({ translate })
  }

  /** Under another id, for one of several forms of a kind on a page. */
  withId(id: string): Form<T> {
    return formOf({ ...this.#plan, names: { ...this.#plan.names, id } }, this.#state)
  }

  #and(changes: Partial<State<T>>): Form<T> {
    return formOf(this.#plan, { ...this.#state, ...changes })
  }

  #isUsed(path: string): boolean {
    return this.action === 'submit' || (this.action === 'change' && this.#state.used.has(path))
  }

  #textsAt(path: string): readonly string[] {
    if (path !== '' && !this.#isUsed(path)) return []
    const found = this.errors.filter((error) => error.path === path)
    return found.map(({ message }) => this.#state.translate(message))
  }
}

/** A form; once nothing is wrong with it, `value` is what was filled in, converted. */
export type Form<T> = FormState<T> &
  ({ readonly ok: true; readonly value: T } | { readonly ok: false; readonly value: undefined })

export const formOf = <T>(plan: FormPlan<T>, state: State<T>): Form<T> =>
  new FormState(plan, state) as Form<T>

/** A form that nobody has touched. */
export const startedForm = <T>(plan: FormPlan<T>, changeset: Changeset<T>): Form<T> =>
  formOf(plan, { changeset, action: 'start', used: new Set(), translate: textOf })

/** A form as a browser has sent it. */
export function sentForm<T>(
  plan: FormPlan<T>,
  typed: TypedMap,
  used: ReadonlySet<string>,
  action: FormAction,
): Form<T> {
  const changeset = plan.check(ofTyped<T>(plan.schema, typed))
  return formOf(plan, { changeset, action, used, translate: textOf })
}
