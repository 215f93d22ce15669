import { html, type Template } from './html.ts'

interface LiveTitle {
  /** What the view calls itself; blank when it has no `title`. */
  readonly title: string
  /** Stands before every title. */
  readonly prefix?: string
  /** Stands behind every title. */
  readonly suffix?: string
  /** Stands in for a blank title. */
  readonly default?: string
}

/** The `<title>` of a root layout. The browser puts what stands around it around later titles of the view, too. */
export function liveTitle({ title, prefix = '', suffix = '', default: fallback }: LiveTitle): Template {
  const text = prefix + (title.trim() ? title : (fallback ?? '')) + suffix
  return html`<title data-prefix="${prefix || null}" data-default="${fallback}" data-suffix="${suffix || null}">${text}</title>`
}
