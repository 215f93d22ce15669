/** What a browser joins a nested view with. */
export interface NestedTokens {
  readonly topic: string
  /** What its join differs in from that of the page's view. */
  readonly payload: {
    readonly url: undefined
    readonly session: string
    readonly static: string | null
    readonly sticky: boolean
  }
}

/** Reads the container of a nested view in a page, or in what a join or an event was answered with. */
export function childOf(source: string | object, id: string): NestedTokens {
  const text = typeof source === 'string' ? source : JSON.stringify(source).replaceAll('\\"', '"')
  const [tag = ''] = new RegExp(`<div id="${id}" [^>]*>`).exec(text) ?? []
  if (tag === '') throw new Error(`There is no nested view "${id}" in ${text}`)
  const attribute = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  const session = attribute('data-phx-session')
  const fixed = attribute('data-phx-static') || null
  const sticky = tag.includes('data-phx-sticky')
  return { topic: `lv:${id}`, payload: { url: undefined, session, static: fixed, sticky } }
}
