import { randomUUID } from 'node:crypto'
import type { TObject } from 'typebox'
import { localPubSub, type PubSub } from '../bus/pubsub.ts'
import type { JsonObject } from '../kit/json.ts'
import type { Limits } from '../kit/limits.ts'
import type { Log } from '../kit/log.ts'
import { createLiveServer } from '../server/live-server.ts'
import { renderPage } from '../server/page.ts'
import { newSession } from '../server/session.ts'
import { html } from '../template/html.ts'
import type { Layout } from '../view/layout.ts'
import { liveSession } from '../view/live-session.ts'
import type { LiveView } from '../view/live-view.ts'
import type { Flash } from '../view/outcome.ts'
import { TestView } from './test-view.ts'

/** How a view is opened in a test. */
export interface OpenOptions {
  /** Parameters of the URL, in its query. */
  readonly params?: Readonly<Record<string, string>>
  /** The id of the browser's session; a browser of its own by default. */
  readonly session?: string
  /** The data of the browser's session, as `renewSession` puts it there: for a view behind a live session. */
  readonly data?: JsonObject
  /** What the live session of the app would supply: for a view that is tested without one. */
  readonly supplied?: object
  /** The bus that the view's topics travel on. */
  readonly pubsub?: PubSub
  readonly layout?: Layout
  /** What the page before was flashing. */
  readonly flash?: Flash
  readonly log?: Log
  readonly limits?: Partial<Limits>
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
  const { params = {}, pubsub = localPubSub(), flash = {} } = options
  const server = createLiveServer({
    ...options,
    routes: [{ path: '/', view: options.supplied ? suppliedWith(options.supplied, view) : view }],
    rootLayout: ({ content }) => html`${content}`,
    secret: randomUUID().repeat(2),
    pubsub,
  })
  const session = { ...newSession(options.data), id: options.session ?? randomUUID() }
  const url = new URL(`/?${new URLSearchParams(params)}`, ORIGIN)
  const page = await renderPage(server, url, session, flash)
  const info = { address: '127.0.0.1', userAgent: 'oriel/testing', headers: {} }
  const opened = new TestView(server, { session, host: url.host, info }, url, page)
  await opened.connect()
  return opened
}
