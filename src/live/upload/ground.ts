import type { Limits } from '../kit/limits.ts'
import type { Log } from '../kit/log.ts'
import type { Disk } from './disk.ts'
import type { Refusal } from './refusal.ts'

/** What the browser holds of a file that may be sent: whose it is. */
export interface UploadToken {
  /** The id of the running view or live component. */
  readonly owner: string
  readonly upload: string
  readonly entry: string
}

/** What the uploads of all views share. */
export interface UploadServices {
  readonly limits: Limits
  readonly log: Log
  /** Where temporary files find room. */
  readonly disk: Disk
  /** Signs what opens the channel of a file. */
  readonly seal: (token: UploadToken) => string
}

/** What the uploads of one view or live component need of it. */
export interface UploadGround extends Pick<UploadServices, 'limits' | 'disk'> {
  /** Begins the ids of the file inputs: the same for the page and its join, so that what was chosen in between stays. */
  readonly prefix: string
  /** Signs the token that opens the channel of one file. */
  seal(upload: string, entry: string): string
  /** Runs a callback as a turn of its own. */
  enqueue(what: string, run: () => void): void
  /** Writes down that a file was refused, or that something of the app has failed over it. */
  tell(upload: string, refusal: Refusal): void
}
