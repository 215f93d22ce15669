/** One way to a server. Nothing is heard of it any more once it is closed from here. */
export interface Transport {
  send(text: string): void
  close(): void
}

/** What is heard of a transport, never before it has been returned. */
export interface TransportEvents {
  onOpen(): void
  onText(text: string): void
  /** It is gone; the code is that of a WebSocket that the server has closed. */
  onClose(code?: number): void
}

/** Opens a WebSocket at an `http` URL. */
export function webSocket(url: string, { onOpen, onText, onClose }: TransportEvents): Transport {
  const ws = new WebSocket(url.replace('http', 'ws'))
  ws.onopen = onOpen
  ws.onmessage = ({ data }) => onText(data)
  ws.onclose = ({ code }) => onClose(code)
  return {
    send: (text) => ws.send(text),
    close() {
      // A half-open socket may report its close minutes from now, when another has taken its place.
      ws.onopen = ws.onmessage = ws.onclose = null
      ws.close()
    },
  }
}
