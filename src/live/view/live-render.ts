import type { Static, TObject } from 'typebox'
import { LiveError } from '../kit/error.ts'
import { ChildCall } from '../template/child-call.ts'
import type { SessionOption } from './boundary.ts'
import type { LiveView } from './live-view.ts'

/** Where a nested view stands. */
interface Standing {
  /** Of the element around it: unique in the page. */
  readonly id: string
  /**
   * It stays in the page, with all that it holds, while the browser goes from view to view over the socket, as long
   * as these show it under the same id. Put it into the layout.
   */
  readonly sticky?: boolean
}

type NeedsNoParams<P extends TObject> =
  Record<never, never> extends Static<P>
    ? unknown
    : { readonly 'a nested view has no URL, and so no parameters': Static<P> }

/**
 * A view within a view: `${liveRender(clockLive, { id: 'clock', session: { zone } })}`. It has a mailbox of its own;
 * when it crashes, it alone is mounted anew, and it ends with the view around it. A patch that it asks for goes to
 * the view of the page.
 */
export function liveRender<P extends TObject, S extends TObject>(
  view: LiveView<P, S, never> & NeedsNoParams<P>,
  options: Standing & SessionOption<S>,
): ChildCall {
  const { id, sticky = false, session = {} } = options as Standing & { readonly session?: object }
  if (!/^[A-Za-z][\w-]*$/.test(id)) {
    throw new LiveError(
      'bad_definition',
      `A nested view cannot have the id ${JSON.stringify(id)}. Use letters, digits, - and _, and begin with a letter.`,
    )
  }
  if (view.definition.handleParams) {
    throw new LiveError(
      'bad_definition',
      `The nested view "${id}" has handleParams, but no URL. Give it what it needs as its session.`,
    )
  }
  return new ChildCall(view, id, session, sticky)
}
