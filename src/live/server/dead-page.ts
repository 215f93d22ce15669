import { blame } from '../actor/failure.ts'
import type { Mounted } from '../actor/load.ts'
import { type DeadPage, pageOf } from '../actor/page.ts'
import { htmlOf } from '../render/page.ts'
import type { ChildCall } from '../template/child-call.ts'
import { Redirect } from '../view/outcome.ts'
import type { KeptView } from './kept-view.ts'
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
async function nestedPage(server: LiveServer, parent: KeptView, call: ChildCall): Promise<string> {
  const page = await deadPage(server, parent.nest(call))
  if (page instanceof Redirect) throw new PageRedirect(page)
  return filledContainer(server.tokens, parent.origin, call, htmlOf(page.shown))
}

/** Mounts a view, with those nested in it, and shows it once. Throws what its callbacks throw; it ends with its owner. */
export async function deadPage(server: LiveServer, view: KeptView): Promise<Redirect | DeadPage> {
  const { actor, origin } = view
  const mounted = await server.mounts.pass(() => actor.mount())
  if (mounted instanceof Redirect) return mounted
  try {
    return redirectOf(mounted) ?? (await pageOf(mounted, (call) => nestedPage(server, view, call)))
  } catch (error) {
    if (error instanceof PageRedirect) return error.redirect
    blame(error, { where: `page of ${origin.name}`, assigns: mounted.live.assigns })
    throw error
  }
}

/** A page that has taken another URL is asked for there. */
const redirectOf = ({ patched, live }: Mounted): Redirect | undefined =>
  patched && new Redirect('navigate', patched.to, { flash: live.effects.flash })
