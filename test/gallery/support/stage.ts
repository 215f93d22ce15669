import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { openBrowser, type TestBrowser } from '../../support/browser.ts'
import { type LogLine, logLines } from '../../support/log-lines.ts'
import { type OpenPage, openPage, visitPage } from '../../support/open-page.ts'
import { slowDown } from '../../support/slow-network.ts'
import { type TcpProxy, tcpProxy } from '../../support/tcp-proxy.ts'
import { galleryApp } from '../server.ts'

/** The script that a page runs: the official client as it is published, or ours. */
export type Client = 'official' | 'oriel'

/** For tests that hold under both clients. */
export const bothClients = ['official', 'oriel'] as const

/** For tests of what our client cannot do yet. */
export const officialClient = ['official'] as const

/** What a browser reports by itself when its network fails. */
export const networkErrors = [/WebSocket connection to .* failed/, /ERR_(CONNECTION|EMPTY|SOCKET|NETWORK)/]

/** The gallery and a browser, for all tests of a file. */
export interface Gallery {
  readonly url: string
  readonly lines: readonly LogLine[]
  /** Opens a page of the gallery under a client; `expected` are the errors of its console that are meant to be. */
  open(path: string, client: Client, ...expected: readonly RegExp[]): Promise<OpenPage>
  /** The same for a page that has no view, or whose view cannot be joined. */
  visit(path: string, client: Client, ...expected: readonly RegExp[]): Promise<OpenPage>
  /** The same through a network that a test can make bad. */
  openThroughNetwork(path: string, client: Client): Promise<OpenPage & { readonly network: TcpProxy }>
  /** The same over the network of a phone, that is far away, uneven and loses some of it at first. */
  openSlowly(path: string, client: Client): Promise<OpenPage>
}

/** Serves the gallery and starts a browser before the tests of a file; both end after them. */
export function useGallery(): Gallery {
  const { log, lines } = logLines()
  let app: FastifyInstance
  let browser: TestBrowser
  const port = () => (app.server.address() as AddressInfo).port
  const on = (port: number) => `http://127.0.0.1:${port}`
  const at = (port: number, path: string, client: Client) => {
    const url = new URL(path, on(port))
    url.searchParams.set('client', client)
    return url.href
  }
  beforeAll(async () => {
    app = await galleryApp({ log })
    await app.listen({ port: 0, host: '127.0.0.1' })
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })
  return {
    lines,
    get url() {
      return on(port())
    },
    open(path, client, ...expected) {
      return openPage(browser, at(port(), path, client), ...expected)
    },
    visit(path, client, ...expected) {
      return visitPage(browser, at(port(), path, client), ...expected)
    },
    async openThroughNetwork(path, client) {
      const network = await tcpProxy(port())
      onTestFinished(network.close)
      const opened = await openPage(browser, at(network.port, path, client), ...networkErrors)
      return { ...opened, network }
    },
    openSlowly(path, client) {
      const newPage: TestBrowser['newPage'] = async (context) => {
        const tested = await browser.newPage(context)
        await slowDown(tested.page)
        return tested
      }
      return openPage({ ...browser, newPage }, at(port(), path, client))
    },
  }
}
