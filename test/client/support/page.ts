import { connectLive, type Hook } from '../../../client/live/index.ts'

interface Recorder {
  readonly el: HTMLElement
  pushEvent(event: string, payload: unknown): Promise<unknown>
}

declare global {
  interface Window {
    /** What the hooks of this page have been told, in order. */
    calls: string[]
    /** The last `Recorder` that was mounted. */
    recorder: Recorder
  }
}

window.calls = []

/** Writes down each callback with the id of its element. */
const Recorder: Hook = {
  mounted(signal) {
    window.calls.push(`mounted ${this.el.id}`)
    window.recorder = this
    this.handleEvent('note', (payload) => window.calls.push(`note ${JSON.stringify(payload)}`))
    signal.addEventListener('abort', () => window.calls.push(`aborted ${this.el.id}`))
  },
  beforeUpdate() {
    window.calls.push(`beforeUpdate ${this.el.id}`)
  },
  updated() {
    window.calls.push(`updated ${this.el.id}`)
  },
  destroyed() {
    window.calls.push(`destroyed ${this.el.id}`)
  },
  disconnected() {
    window.calls.push(`disconnected ${this.el.id}`)
  },
  reconnected() {
    window.calls.push(`reconnected ${this.el.id}`)
  },
}

connectLive({ hooks: { Recorder }, params: () => ({ zone: 'Europe/Berlin' }) })
