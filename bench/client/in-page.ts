/** Runs in a measured page before its scripts: counts how long each message of a socket is worked on. */
declare global {
  interface Window {
    /** Milliseconds that messages took so far. */
    taken: number
    /** Clicks on an element, and gives the milliseconds that its answer took once that is shown. */
    clicked(id: string): Promise<number>
  }
}

type Listener = (event: MessageEvent) => void

window.taken = 0

/** More steps than a client takes from a message to the page, when its answers are promises. */
const STEPS = 100

const timed = (listener: Listener): Listener =>
  async function (this: WebSocket, event) {
    // What was there before is laid out already.
    document.body.getBoundingClientRect()
    const before = performance.now()
    listener.call(this, event)
    for (let step = 0; step < STEPS; step++) await undefined
    // What was changed has to be laid out, too.
    document.body.getBoundingClientRect()
    window.taken += performance.now() - before
  }

const { addEventListener } = WebSocket.prototype
WebSocket.prototype.addEventListener = function (this: WebSocket, type: string, listener: Listener) {
  addEventListener.call(this, type, (type === 'message' ? timed(listener) : listener) as EventListener)
} as WebSocket['addEventListener']

const onmessage = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage') as PropertyDescriptor
Object.defineProperty(WebSocket.prototype, 'onmessage', {
  ...onmessage,
  set(listener: Listener | null) {
    onmessage.set?.call(this, listener && timed(listener))
  },
})

const done = () => document.getElementById('done')?.textContent

window.clicked = async (id) => {
  const [before, taken] = [done(), window.taken]
  document.getElementById(id)?.click()
  while (done() === before || window.taken === taken) await new Promise((resolve) => setTimeout(resolve))
  return window.taken - taken
}

export {}
