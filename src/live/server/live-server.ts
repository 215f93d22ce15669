import { Scheduler } from '../actor/scheduler.ts'
import type { Services } from '../actor/services.ts'
import type { PubSub } from '../bus/pubsub.ts'
import { defaultLimits, type Limits } from '../kit/limits.ts'
import { type Log, silentLog } from '../kit/log.ts'
import { Disk } from '../upload/disk.ts'
import type { Layout, RootLayout } from '../view/layout.ts'
import type { Route } from '../view/route.ts'
import { type Assets, plainAssets } from './assets.ts'
import { checkBoundaries, checkNamed, type NamedViews } from './check.ts'
import { Gate } from './gate.ts'
import { containerOf } from './nested-container.ts'
import { Parking } from './parking.ts'
import { createTokens, type Tokens } from './token.ts'
import { UploadPace } from './upload-pace.ts'
import { WaitingRoom } from './waiting-room.ts'

/** How an app is served. */
export interface LiveServerOptions {
  readonly routes: readonly Route[]
  /**
   * Views that `reply.renderLive` shows on ordinary routes, each under a name by which every node finds it. They have
   * neither `params` nor `handleParams`.
   */
  readonly views?: NamedViews
  /** The document around every page. */
  readonly rootLayout: RootLayout
  /** What stands around every view and is kept up to date with it; the view alone by default. */
  readonly layout?: Layout
  /** The built browser files; by default their URLs are `/assets/<name>`, and never change. */
  readonly assets?: Assets
  /** Signs cookies and tokens: at least 64 characters, the same on every node, never in the repository. */
  readonly secret: string
  /** What views listen on. */
  readonly pubsub: PubSub
  readonly log?: Log
  readonly limits?: Partial<Limits>
  /**
   * Names of the Trusted Types policies that scripts may make, `['oriel']` for our client: pages then refuse markup and
   * code that come from any other. Absent or empty, pages refuse none; the official client needs that.
   */
  readonly trustedTypes?: readonly string[]
}

/** What pages and connections share. */
export interface LiveServer {
  readonly routes: readonly Route[]
  readonly views: NamedViews
  readonly rootLayout: RootLayout
  readonly assets: Assets
  readonly services: Services
  readonly tokens: Tokens
  /** Bounds how many views mount at once. */
  readonly mounts: Gate
  /** When those who send files are answered. */
  readonly uploadPace: UploadPace
  /** The views that outlive their connections. */
  readonly parking: Parking
  /** Where the views of pages wait for their sockets. */
  readonly waiting: WaitingRoom
}

export function createLiveServer(options: LiveServerOptions): LiveServer {
  const { routes, views = {}, rootLayout } = options
  checkNamed(views)
  checkBoundaries([...routes.map(({ view }) => view), ...Object.values(views)])
  const limits: Limits = { ...defaultLimits, ...options.limits }
  const tokens = createTokens(options.secret)
  const log = options.log ?? silentLog
  const services: Services = {
    pubsub: options.pubsub,
    scheduler: new Scheduler(limits),
    limits,
    log,
    layout: options.layout ?? (({ content }) => content),
    uploading: {
      limits,
      log,
      disk: new Disk(limits.uploadDiskBytes),
      seal: (token) => tokens.sign('upload', token),
    },
    sealFlash: (flash) => tokens.sign('flash', flash),
    containerOf: (parent, call) => containerOf(tokens, parent, call),
  }
  return {
    routes,
    views,
    rootLayout,
    assets: options.assets ?? plainAssets,
    services,
    tokens,
    mounts: new Gate(limits.mounts),
    uploadPace: new UploadPace(),
    parking: new Parking(limits),
    waiting: new WaitingRoom(limits),
  }
}
