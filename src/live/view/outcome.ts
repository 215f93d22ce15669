import { LiveError } from '../kit/error.ts'
import type { Path } from '../template/path.ts'

/** Short messages shown once to a person, by kind. */
export interface Flash {
  readonly info?: string
  readonly error?: string
}

export type FlashKind = keyof Flash

/** The status of a page that has moved: for good (301, 308), or for now; 307 and 308 keep the method. */
export type RedirectStatus = 301 | 302 | 303 | 307 | 308

/** How to leave a view: over the socket to a page of the app, or by loading another page. */
export class Redirect {
  readonly kind: 'navigate' | 'redirect'
  readonly to: string
  readonly replace: boolean
  readonly flash: Flash | undefined
  readonly status: RedirectStatus | undefined

  constructor(
    kind: 'navigate' | 'redirect',
    to: string,
    { replace = false, flash, status }: Partial<Pick<Redirect, 'replace' | 'flash' | 'status'>> = {},
  ) {
    this.kind = kind
    this.to = to
    this.replace = replace
    this.flash = flash
    this.status = status
  }

  /** The same with everything that was flashing before. */
  flashingAlso(shown: Flash): Redirect {
    const { kind, to, flash } = this
    return new Redirect(kind, to, { ...this, flash: { ...shown, ...flash } })
  }
}

/** Returned by `mount` to go to another page of the app instead; `flash` is shown there. */
export const navigate = (to: Path, options: { readonly flash?: Flash } = {}): Redirect =>
  new Redirect('navigate', to.href, options)

/** How a redirect is told. */
export interface RedirectOptions {
  /** Of the answer where the page is asked for by a request: 302 by default. A running view has no status. */
  readonly status?: RedirectStatus
}

/** Returned by `mount` to load another page: a path of this site or an http(s) URL. */
export function redirect(url: string, options: RedirectOptions = {}): Redirect {
  if (/^\/(?![/\\])[^\\\t\r\n]*$/.test(url) || /^https?:\/\//i.test(url))
    return new Redirect('redirect', url, options)
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
