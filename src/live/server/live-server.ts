import { Scheduler } from '../actor/scheduler.ts'
import type { Services } from '../actor/services.ts'
import type { PubSub } from '../bus/pubsub.ts'
import { defaultLimits, type Limits } from '../kit/limits.ts'
import { type Log, silentLog } from '../kit/log.ts'
import type { Layout, RootLayout } from '../view/layout.ts'
import type { Route } from '../view/route.ts'
import { Gate } from './gate.ts'
import { createTokens, type Tokens } from './token.ts'

/** How an app is served. */
export interface LiveServerOptions {
  readonly routes: readonly Route[]
  /** The document around every page. */
  readonly rootLayout: RootLayout
  /** What stands around every view and is kept up to date with it; the view alone by default. */
  readonly layout?: Layout
  /** The URL of a built file, for the root layout; `/assets/<name>` by default. */
  readonly assets?: (name: string) => string
  /** Signs cookies and tokens: at least 64 characters, the same on every node, never in the repository. */
  readonly secret: string
  /** What views listen on. */
  readonly pubsub: PubSub
  readonly log?: Log
  readonly limits?: Partial<Limits>
}

/** What pages and connections share. */
export interface LiveServer {
  readonly routes: readonly Route[]
  readonly rootLayout: RootLayout
  readonly assets: (name: string) => string
  readonly services: Services
  readonly tokens: Tokens
  /** Bounds how many views mount at once. */
  readonly mounts: Gate
}

export function createLiveServer(options: LiveServerOptions): LiveServer {
  const limits: Limits = { ...defaultLimits, ...options.limits }
  const tokens = createTokens(options.secret)
  const services: Services = {
    pubsub: options.pubsub,
    scheduler: new Scheduler(limits.sliceMs),
    limits,
    log: options.log ?? silentLog,
    layout: options.layout ?? (({ content }) => content),
    sealFlash: (flash) => tokens.sign('flash', flash),
  }
  return {
    routes: options.routes,
    rootLayout: options.rootLayout,
    assets: options.assets ?? ((name) => `/assets/${name}`),
    services,
    tokens,
    mounts: new Gate(limits.mounts),
  }
}
