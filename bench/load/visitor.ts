import { openView } from './view.ts'

/** Somebody with a name: the cookie of the browser, and the page of the room for that name. */
export interface Visitor {
  readonly room: URL
  readonly cookie: string
}

/** Takes a name at the front door, and leaves it open for the room. */
export async function enter(server: URL, name: string): Promise<Visitor> {
  const { view } = await openView(new URL('/', server))
  const value = new URLSearchParams({ name }).toString()
  const { payload } = await view.send({ type: 'form', event: 'set_username', value })
  view.close()
  const { to } = (payload.response['live_redirect'] ?? {}) as { readonly to?: string }
  if (to === undefined) throw new Error(`The front door did not let ${name} in.`)
  return { room: new URL(to, server), cookie: view.page.cookie }
}
