import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A bad network between a browser and a server: each method makes one kind of trouble. */
export interface TcpProxy {
  /** Where the browser connects. */
  readonly port: number
  /** Destroys all live connections. */
  cut(): void
  /** Half-open from now on: connections are accepted and stay, and nothing passes in either direction. */
  stall(): void
  /** Ends a stall; what was held passes, in order. */
  resume(): void
  /** Passes only the first `bytes` of the next chunk to a browser, then destroys that connection; resolves then. */
  cutMidFrame(bytes: number): Promise<void>
  /** Resets new connections; live ones stay. */
  refuse(): void
  /** Ends `refuse`. */
  accept(): void
  /** Holds every chunk that arrives from now on for `milliseconds`, each way; 0 is the default. */
  delay(milliseconds: number): void
  /** Destroys everything and frees the port. */
  close(): Promise<void>
}

interface Weather {
  stalled: boolean
  refusing: boolean
  delay: number
  midFrame: { readonly bytes: number; readonly done: () => void } | undefined
}

/** Stands between a browser and `targetPort` on this machine, and passes everything until told otherwise. */
export async function tcpProxy(targetPort: number): Promise<TcpProxy> {
  const weather: Weather = { stalled: false, refusing: false, delay: 0, midFrame: undefined }
  const live = new Set<Connection>()
  const server = createServer((browser) => {
    if (weather.refusing) return void browser.resetAndDestroy()
    const connection = join(browser, connect(targetPort, '127.0.0.1'), weather, () => live.delete(connection))
    live.add(connection)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    for (const connection of live) connection.destroy()
  }

  return {
    port: (server.address() as AddressInfo).port,
    cut,
    stall: () => {
      weather.stalled = true
      for (const connection of live) connection.stall()
    },
    resume: () => {
      weather.stalled = false
      for (const connection of live) connection.resume()
    },
    cutMidFrame: (bytes) =>
      new Promise((done) => {
        weather.midFrame = { bytes, done }
      }),
    refuse: () => {
      weather.refusing = true
    },
    accept: () => {
      weather.refusing = false
    },
    delay: (milliseconds) => {
      weather.delay = milliseconds
    },
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      cut()
      await closed
    },
  }
}

interface Connection {
  stall(): void
  resume(): void
  destroy(): void
}

function join(browser: Socket, target: Socket, weather: Weather, onEnd: () => void): Connection {
  const sockets = [browser, target]
  const up = line(weather)
  const down = line(weather)
  const destroy = () => {
    for (const direction of [up, down]) direction.drop()
    for (const socket of sockets) socket.destroy()
    onEnd()
  }
  // Not reading is what makes a sender feel a stall: its buffers fill.
  const stall = () => {
    for (const socket of sockets) socket.pause()
  }
  browser.on('data', (chunk) => up.put(() => target.write(chunk)))
  target.on('data', (chunk) => down.put(() => toBrowser(browser, chunk, weather, destroy)))
  browser.on('close', () => up.put(destroy))
  target.on('close', () => down.put(destroy))
  // A reset is followed by `close`, which is what passes on.
  for (const socket of sockets) socket.on('error', () => undefined)
  if (weather.stalled) stall()
  return {
    stall,
    destroy,
    resume() {
      for (const direction of [up, down]) direction.pump()
      for (const socket of sockets) socket.resume()
    },
  }
}

function toBrowser(browser: Socket, chunk: Buffer, weather: Weather, destroy: () => void): void {
  const { midFrame } = weather
  if (!midFrame) return void browser.write(chunk)
  weather.midFrame = undefined
  browser.write(chunk.subarray(0, midFrame.bytes), () => {
    destroy()
    midFrame.done()
  })
}

interface Line {
  put(run: () => void): void
  pump(): void
  drop(): void
}

/** One direction: what arrives waits for its time and for the end of a stall, and leaves in order. */
function line(weather: Weather): Line {
  let waiting: { readonly due: number; readonly run: () => void }[] = []
  let timer: NodeJS.Timeout | undefined

  const pump = () => {
    clearTimeout(timer)
    while (!weather.stalled && waiting[0] && waiting[0].due <= Date.now()) waiting.shift()?.run()
    if (!weather.stalled && waiting[0]) timer = setTimeout(pump, waiting[0].due - Date.now())
  }
  return {
    put(run) {
      // Never before what is already waiting, also after the delay became shorter.
      const due = Math.max(waiting.at(-1)?.due ?? 0, Date.now() + weather.delay)
      waiting.push({ due, run })
      pump()
    },
    pump,
    drop() {
      clearTimeout(timer)
      waiting = []
    },
  }
}
