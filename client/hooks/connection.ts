import type { Hook } from '../live/index.ts'

/** Tells the stylesheet, as `data-offline`, when the browser itself has no network. */
export const Connection: Hook<{ undo: AbortController }> = {
  mounted() {
    const show = () => this.el.toggleAttribute('data-offline', !navigator.onLine)
    this.undo = new AbortController()
    for (const change of ['online', 'offline']) window.addEventListener(change, show, this.undo)
    show()
  },
  destroyed() {
    this.undo.abort()
  },
}
