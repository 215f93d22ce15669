import type { Transport, TransportEvents } from './transport.ts'

/** Messages that the server takes in one request. */
const BATCH = 100

/** Every answer is a 200 of HTTP; this is what it says. */
interface Answer {
  readonly status: number
  readonly token: string
  readonly messages: readonly string[]
}

/** Does by requests what a WebSocket at this URL would do: one waits for messages, others bring them. */
export function longPoll(url: string, { onOpen, onText, onClose }: TransportEvents): Transport {
  const life = new AbortController()
  const { signal } = life
  const waiting: string[] = []
  let token = ''
  let isSending = false

  async function request(options?: RequestInit): Promise<Answer> {
    const headers = { 'content-type': 'application/x-ndjson', 'x-phoenix-longpoll-token': token }
    const response = await fetch(url.replace('websocket?', 'longpoll?'), {
      signal,
      ...options,
      headers,
    })
    const answer: Answer = await response.json()
    // Before there is a session, the answer is that there was none.
    if (token ? answer.status > 204 : answer.status !== 410) throw answer
    return answer
  }

  async function poll(): Promise<never> {
    token = (await request()).token
    onOpen()
    for (;;) {
      const { messages } = await request()
      // Each in a task of its own, as those of a WebSocket: what one of them resolves runs before the next.
      for (const text of messages) setTimeout(() => signal.aborted || onText(text))
    }
  }

  async function flush(): Promise<void> {
    isSending = true
    // What is sent in one go travels together.
    await 0
    while (waiting[0]) await request(batch())
    isSending = false
  }

  const batch = () => ({ method: 'POST', body: waiting.splice(0, BATCH).join('\n') })

  const end = () => {
    if (signal.aborted) return
    life.abort()
    onClose()
  }

  poll().catch(end)
  return {
    send(message) {
      waiting.push(typeof message === 'string' ? message : btoa(String.fromCharCode(...message)))
      if (!isSending) flush().catch(end)
    },
    close() {
      // Its last words may outlive the page.
      if (waiting[0]) request({ ...batch(), keepalive: true, signal: null }).catch(() => {})
      life.abort()
    },
  }
}
