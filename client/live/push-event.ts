/** What `phx:push` and `phx:push:NAME` tell of an event that goes to the server, as their `detail`. */
export interface PushDetail {
  /** The name of the event. */
  readonly event: string
  /** What it came from: `click`, `submit`, `change`, `keydown`, `hook` and so on. */
  readonly eventType: string
  /** What goes along: values, or a form as it is written for the server. */
  readonly payload: unknown
  /** Is kept when the answer is there and the page shows it, or when there will be none. */
  readonly loadingComplete: Promise<unknown>
  readonly lockComplete: Promise<unknown>
  /** Lets another element of the view wait with them; what it returns is kept as `lockComplete` is. */
  lock(el: HTMLElement): Promise<unknown>
}

/** Tells the page of an event that an element has caused. */
export function tellPush(el: HTMLElement, detail: PushDetail): void {
  for (const name of ['push', `push:${detail.event}`])
    el.dispatchEvent(new CustomEvent(`phx:${name}`, { detail, bubbles: true }))
}
