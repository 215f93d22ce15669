import { connectLive, type Hook, ViewHook } from '../../../client/live/index.ts'
import './window.ts'

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

/** Fails whenever its element changes. */
const Failing: Hook = {
  updated() {
    throw new Error('planted')
  },
}

/** A class, with a state that begins with its element. */
class Named extends ViewHook {
  readonly #name = `named ${this.el.id}`

  override mounted() {
    window.calls.push(this.#name)
  }
}

window.client = connectLive({
  hooks: { Recorder, Other: Recorder, Failing, Named },
  params: () => ({ zone: 'Europe/Berlin' }),
  ...window.options,
})
