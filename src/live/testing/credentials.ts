/** What the containers in a page say of their views. */
export interface Credentials {
  /** The id of the page's own view. */
  readonly id: string
  readonly session: string
  /** `data-phx-static` of each view, by id. */
  readonly statics: ReadonlyMap<string, string>
}

export const NO_CREDENTIALS: Credentials = { id: '', session: '', statics: new Map() }

const CONTAINER = /<div id="([^"]*)"( data-phx-main)? data-phx-session="([^"]*)" data-phx-static="([^"]*)"/g

/** Reads them from a page as it answers a request. Throws when no view is in it. */
export function credentialsIn(page: string): Credentials {
  const containers = [...page.matchAll(CONTAINER)]
  const main = containers.find(([, , mark]) => mark !== undefined)
  if (!main) throw new Error(`The page has no view in it: ${page}`)
  const statics = new Map(containers.map(([, id = '', , , fixed = '']) => [id, fixed]))
  return { id: main[1]!, session: main[3]!, statics }
}
