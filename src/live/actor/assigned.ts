type Values = Readonly<Record<string, unknown>>

/** Assigns after some changes, frozen; the same object when every value keeps its identity. `each` is told of those that do not. */
export function assigned(
  known: object,
  changes: object,
  each: (name: string, value: unknown) => void,
): object {
  let assigns: Record<string, unknown> | undefined
  for (const [name, value] of Object.entries(changes)) {
    if (Object.is((known as Values)[name], value)) continue
    each(name, value)
    assigns ??= { ...known }
    assigns[name] = value
  }
  return assigns ? Object.freeze(assigns) : known
}
