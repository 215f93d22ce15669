import { Actor, type DeadPage } from '../actor/actor.ts'
import { blame } from '../actor/failure.ts'
import type { Mounted } from '../actor/load.ts'
import { nestedOrigin, type Origin } from '../actor/origin.ts'
import type { ChildCall } from '../template/child-call.ts'
import { Redirect } from '../view/outcome.ts'
import type { LiveServer } from './live-server.ts'
import { filledContainer } from './nested-container.ts'

/** A nested view leads its whole page elsewhere. */
class PageRedirect extends Error {
  readonly redirect: Redirect

  constructor(redirect: Redirect) {
    super(`A nested view redirects to ${redirect.to}.`)
    this.redirect = redirect
  }
}

/** The element of a nested view with its page inside, as it answers a request. */
async function nestedPage(server: LiveServer, parent: Origin, call: ChildCall): Promise<string> {
  const page = await deadPage(server, nestedOrigin(parent, call, {}))
  if (page instanceof Redirect) throw new PageRedirect(page)
  return filledContainer(server.tokens, parent, call, page.html)
}

/** Mounts a view, shows it once and ends it. Throws what its callbacks throw. */
export async function deadPage(server: LiveServer, origin: Origin): Promise<Redirect | DeadPage> {
  const actor = new Actor(origin, server.services)
  const mounted = await server.mounts.pass(() => actor.mount())
  if (mounted instanceof Redirect) return mounted
  try {
    return redirectOf(mounted) ?? (await actor.page((call) => nestedPage(server, origin, call)))
  } catch (error) {
    if (error instanceof PageRedirect) return error.redirect
    blame(error, { where: `page of ${origin.name}`, assigns: mounted.live.assigns })
    throw error
  } finally {
    actor.end()
  }
}

/** A page that has taken another URL is asked for there. */
const redirectOf = ({ patched, live }: Mounted): Redirect | undefined =>
  patched && new Redirect('navigate', patched.to, false, live.effects.flash)
