import { line, type Weather } from './weather.ts'

/** Hears what goes over the network, when it leaves the page and when it reaches it. */
export interface Listener {
  sent(text: string): void
  received(text: string): void
  /** A connection has opened or closed; an address, or a close code. */
  noted(what: string, detail: unknown): void
}

/** Puts a simulated network before all WebSockets and long polls that the page opens from now on. */
export function disturbNetwork(weather: () => Weather, listener: Listener): void {
  window.WebSocket = new Proxy(WebSocket, {
    construct: (Native, [url, protocols]) => disturb(new Native(url, protocols), weather, listener),
  })
  const fetch = window.fetch.bind(window)
  window.fetch = async (input, init) => {
    if (!isLongPoll(input)) return fetch(input, init)
    const pass = line(weather)
    if (init?.body) listener.sent(String(init.body))
    await new Promise<void>(pass)
    const response = await fetch(input, init)
    await new Promise<void>(pass)
    const { messages } = (await response.clone().json()) as { readonly messages?: readonly string[] }
    for (const text of messages ?? []) listener.received(text)
    return response
  }
}

const isLongPoll = (input: RequestInfo | URL) =>
  new URL(input instanceof Request ? input.url : input, location.href).pathname.endsWith('/longpoll')

const heard = ['open', 'message', 'close', 'error'] as const

function disturb(ws: WebSocket, weather: () => Weather, listener: Listener): WebSocket {
  const up = line(weather)
  const down = line(weather)
  const send = ws.send.bind(ws)
  const close = ws.close.bind(ws)
  ws.send = (data) => {
    if (typeof data === 'string') listener.sent(data)
    // The socket may have closed meanwhile, as a real one may while a message is on its way.
    up(() => ws.readyState === WebSocket.OPEN && send(data))
  }
  ws.close = (code, reason) => up(() => close(code, reason))
  for (const name of heard) {
    let handler: ((event: Event) => void) | null = null
    Object.defineProperty(ws, `on${name}`, { get: () => handler, set: (given) => (handler = given) })
    ws.addEventListener(name, (event) =>
      down(() => {
        tell(listener, ws, event)
        handler?.call(ws, event)
      }),
    )
  }
  return ws
}

function tell(listener: Listener, { url }: WebSocket, event: Event): void {
  if (event instanceof MessageEvent) {
    if (typeof event.data === 'string') listener.received(event.data)
  } else listener.noted(event.type, event instanceof CloseEvent ? event.code : url)
}
