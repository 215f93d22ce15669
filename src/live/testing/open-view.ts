import { randomUUID } from 'node:crypto'
import { localPubSub, type PubSub } from '../bus/pubsub.ts'
import type { Limits } from '../kit/limits.ts'
import type { Log } from '../kit/log.ts'
import { createLiveServer } from '../server/live-server.ts'
import { renderPage } from '../server/page.ts'
import { newSession } from '../server/session.ts'
import { html } from '../template/html.ts'
import type { Layout } from '../view/layout.ts'
import type { LiveView } from '../view/live-view.ts'
import type { Flash } from '../view/outcome.ts'
import { TestView } from './test-view.ts'

/** How a view is opened in a test. */
export interface OpenOptions {
  /** Parameters of the URL, in its query. */
  readonly params?: Readonly<Record<string, string>>
  /** The id of the browser's session; a browser of its own by default. */
  readonly session?: string
  /** The bus that the view's topics travel on. */
  readonly pubsub?: PubSub
  readonly layout?: Layout
  /** What the page before was flashing. */
  readonly flash?: Flash
  readonly log?: Log
  readonly limits?: Partial<Limits>
}

const ORIGIN = 'http://test.local'

/** Opens a view as a browser does, without one: the page, then the socket, with real frames on both ways. */
export async function openView<View extends LiveView>(
  view: View,
  options: OpenOptions = {},
): Promise<TestView> {
  const { params = {}, pubsub = localPubSub(), flash = {} } = options
  const server = createLiveServer({
    ...options,
    routes: [{ path: '/', view }],
    rootLayout: ({ content }) => html`${content}`,
    secret: randomUUID().repeat(2),
    pubsub,
  })
  const session = { ...newSession(), id: options.session ?? randomUUID() }
  const url = new URL(`/?${new URLSearchParams(params)}`, ORIGIN)
  const page = await renderPage(server, url, session, flash)
  const info = { address: '127.0.0.1', userAgent: 'oriel/testing', headers: {} }
  const opened = new TestView(server, { session, host: url.host, info }, url, page)
  await opened.connect()
  return opened
}
