import type { PubSub } from '../bus/pubsub.ts'
import type { Limits } from '../kit/limits.ts'
import type { Log } from '../kit/log.ts'
import type { ChildCall } from '../template/child-call.ts'
import type { UploadServices } from '../upload/ground.ts'
import type { Layout } from '../view/layout.ts'
import type { Flash } from '../view/outcome.ts'
import type { Origin } from './origin.ts'
import type { Scheduler } from './scheduler.ts'

/** What all running views of a process share. */
export interface Services {
  readonly pubsub: PubSub
  readonly scheduler: Scheduler
  readonly limits: Limits
  readonly log: Log
  readonly layout: Layout
  /** Seals a flash so that it can travel through the browser to the next view. */
  readonly sealFlash: (flash: Flash) => string
  readonly uploading: UploadServices
  /** The empty element that a browser joins a nested view at. */
  readonly containerOf: (parent: Origin, call: ChildCall) => string
}
