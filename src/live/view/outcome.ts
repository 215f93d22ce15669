import { LiveError } from '../kit/error.ts'
import type { Path } from '../template/path.ts'

/** Short messages shown once to a person, by kind. */
export interface Flash {
  readonly info?: string
  readonly error?: string
}

export type FlashKind = keyof Flash

/** How to leave a view: over the socket to a page of the app, or by loading another page. */
export class Redirect {
  readonly kind: 'navigate' | 'redirect'
  readonly to: string
  readonly replace: boolean
  readonly flash: Flash | undefined

  constructor(kind: 'navigate' | 'redirect', to: string, replace = false, flash?: Flash) {
    this.kind = kind
    this.to = to
    this.replace = replace
    this.flash = flash
  }
}

/** Returned by `mount` to go to another page of the app instead; `flash` is shown there. */
export const navigate = (to: Path, options: { readonly flash?: Flash } = {}): Redirect =>
  new Redirect('navigate', to.href, false, options.flash)

/** Returned by `mount` to load another page: a path of this site or an http(s) URL. */
export function redirect(url: string): Redirect {
  if (/^\/(?![/\\])[^\\\t\r\n]*$/.test(url) || /^https?:\/\//i.test(url)) return new Redirect('redirect', url)
  const remedy = 'Give it a path of this site or an http(s) URL.'
  throw new LiveError('bad_route', `redirect() was given "${url}". ${remedy}`)
}

/** What an event handler answers with; it reaches the hook that pushed the event. */
export class Reply {
  readonly payload: object

  constructor(payload: object) {
    this.payload = payload
  }
}

/** Returned by an event handler to answer the hook that pushed the event. */
export const reply = (payload: object): Reply => new Reply(payload)

/** Returned by the callback of `consumeUploads` to leave the file where it is. */
export class Postponed {
  readonly isPostponed = true
}

/** Leaves a file for later: `return postpone()` in the callback of `consumeUploads`. */
export const postpone = (): Postponed => new Postponed()
