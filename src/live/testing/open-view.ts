import { randomUUID } from 'node:crypto'
import type { TObject } from 'typebox'
import { localPubSub, type PubSub } from '../bus/pubsub.ts'
import type { JsonObject } from '../kit/json.ts'
import type { Limits } from '../kit/limits.ts'
import type { Log } from '../kit/log.ts'
import { createLiveServer } from '../server/live-server.ts'
import { newSession } from '../server/session.ts'
import { html } from '../template/html.ts'
import { fillPath } from '../template/path.ts'
import type { Layout } from '../view/layout.ts'
import { liveSession } from '../view/live-session.ts'
import type { LiveView } from '../view/live-view.ts'
import type { Flash } from '../view/outcome.ts'
import type { Route } from '../view/route.ts'
import type { Check } from './checks.ts'
import { TestView } from './test-view.ts'
import { load } from './visit.ts'

/** What surrounds a view in a test. */
interface Surroundings {
  /** The id of the browser's session; a browser of its own by default. */
  readonly session?: string
  /** The data of the browser's session, as `renewSession` puts it there: for a view behind a live session. */
  readonly data?: JsonObject
  /** The bus that the view's topics travel on. */
  readonly pubsub?: PubSub
  readonly layout?: Layout
  /** What the page before was flashing. */
  readonly flash?: Flash
  /** What the client would send along with each join, as `connectLive({ params })` does: `socket.params` in `connect`. */
  readonly connectParams?: JsonObject
  readonly log?: Log
  readonly limits?: Partial<Limits>
  /**
   * Whether the browser takes its view up again after `disconnect`, as our client does; false by default, and for the
   * official client.
   */
  readonly resumes?: boolean
  /** Checks that are left out; none by default. */
  readonly ignore?: readonly Check[]
}

/** How a view is opened in a test. */
export interface OpenOptions extends Surroundings {
  /** The pattern that the view stands at, such as `/rooms/:id`; `/` by default. A view that patches itself needs its own. */
  readonly path?: string
  /** Parameters of the URL: those of the path, and the rest in its query. */
  readonly params?: Readonly<Record<string, string>>
  /** What the live session of the app would supply: for a view that is tested without one. */
  readonly supplied?: object
}

/** How a path is opened in a test. */
export interface OpenPathOptions extends Surroundings {
  /** The routes of the app, or those that the test goes to. */
  readonly routes: readonly Route[]
}

const suppliedWith = (supplied: object, view: LiveView): LiveView =>
  liveSession({ name: 'supplied by the test', onMount: () => supplied })(
    view as LiveView<TObject, TObject<{}>>,
  )

const ORIGIN = 'http://test.local'

/** Opens a view as a browser does, without one: the page, then the socket, with real frames on both ways. */
export async function openView<View extends LiveView>(
  view: View,
  options: OpenOptions = {},
): Promise<TestView> {
  const { path = '/', params, supplied, ...rest } = options
  const placed = supplied ? suppliedWith(supplied, view) : view
  return openPath(fillPath(path, params).href, { ...rest, routes: [{ path, view: placed }] })
}

/**
 * Opens the view that a path leads to, as `openView` does; from there `follow` goes to the app's other views. Throws
 * when no route fits the path.
 */
export async function openPath(path: string, options: OpenPathOptions): Promise<TestView> {
  refuseFakeRounds()
  const { pubsub = localPubSub(), flash = {}, ignore: ignored = [], connectParams: params = {} } = options
  const { resumes = false } = options
  const server = createLiveServer({
    ...options,
    // How much a test sees merged does not depend on the time that something takes.
    limits: { mergeMs: 0, ...options.limits },
    rootLayout: ({ content }) => html`${content}`,
    secret: randomUUID().repeat(2),
    pubsub,
  })
  const session = { ...newSession(options.data), id: options.session ?? randomUUID() }
  const info = { address: '127.0.0.1', userAgent: 'oriel/testing', headers: {} }
  const visit = await load({ server, session, info, params, ignored, resumes }, new URL(path, ORIGIN), flash)
  return new TestView(visit)
}

const realImmediate = setImmediate

/** A view takes its turns in rounds of the event loop; with a fake one the test would wait for ever. */
function refuseFakeRounds(): void {
  if (setImmediate === realImmediate) return
  const remedy = "toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date']"
  throw new Error(`setImmediate is faked, and a view cannot run without it. Fake only the clock: ${remedy}.`)
}
