import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TcpProxy, tcpProxy } from './tcp-proxy.ts'

describe('tcpProxy', () => {
  let echo: Server
  let proxy: TcpProxy
  let opened: Socket[]

  beforeEach(async () => {
    opened = []
    echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket))
    echo.listen(0, '127.0.0.1')
    await once(echo, 'listening')
    proxy = await tcpProxy(echoPort())
  })

  afterEach(async () => {
    for (const socket of opened) socket.destroy()
    await proxy.close()
    await new Promise((closed) => echo.close(closed))
  })

  const echoPort = () => (echo.address() as AddressInfo).port

  async function open(port: number): Promise<Socket> {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined)
    opened.push(socket)
    await once(socket, 'connect')
    return socket
  }

  const turnedAway = (port: number) =>
    new Promise((closed) =>
      connect(port, '127.0.0.1')
        .on('error', () => undefined)
        .on('close', closed),
    )

  async function receive(socket: Socket): Promise<string> {
    const [chunk] = await once(socket, 'data')
    return String(chunk)
  }

  async function ask(socket: Socket, text: string): Promise<string> {
    const answer = receive(socket)
    socket.write(text)
    return answer
  }

  test('passes bytes both ways', async () => {
    const socket = await open(proxy.port)

    expect(await ask(socket, 'hello')).toBe('hello')
  })

  test('cut ends live connections and lets new ones in', async () => {
    const socket = await open(proxy.port)
    await ask(socket, 'here')

    const closed = once(socket, 'close')
    proxy.cut()
    await closed

    expect(await ask(await open(proxy.port), 'again')).toBe('again')
  })

  test('a stall holds what is sent and resume passes it in order', async () => {
    const socket = await open(proxy.port)
    let received = ''
    socket.on('data', (chunk) => {
      received += chunk
    })

    proxy.stall()
    socket.write('one ')
    await ask(await open(echoPort()), 'another way round')
    expect(received).toBe('')
    proxy.resume()
    socket.write('two')

    await expect.poll(() => received).toBe('one two')
  })

  test('a stalled connection does not tell that the other side has gone', async () => {
    const accepted = once(echo, 'connection')
    const socket = await open(proxy.port)
    const [serverSide] = await accepted
    let closed = false
    const end = once(socket, 'close').then(() => {
      closed = true
    })

    proxy.stall()
    serverSide.destroy()
    await ask(await open(echoPort()), 'another way round')
    expect(closed).toBe(false)

    proxy.resume()
    await end
  })

  test('cutMidFrame passes the first bytes of the next chunk and then ends', async () => {
    const socket = await open(proxy.port)
    let received = ''
    socket.on('data', (chunk) => {
      received += chunk
    })

    const cut = proxy.cutMidFrame(3)
    socket.write('half a frame')
    await Promise.all([cut, once(socket, 'close')])

    expect(received).toBe('hal')
  })

  test('refuse turns new connections away until accept, and leaves live ones alone', async () => {
    const socket = await open(proxy.port)
    await ask(socket, 'here')

    proxy.refuse()
    await turnedAway(proxy.port)
    expect(await ask(socket, 'still here')).toBe('still here')

    proxy.accept()
    expect(await ask(await open(proxy.port), 'welcome')).toBe('welcome')
  })

  test('delay lets a later question without it be answered first', async () => {
    const order: string[] = []
    const [slow, direct] = [await open(proxy.port), await open(echoPort())]

    proxy.delay(150)
    const late = ask(slow, 'slow').then((answer) => order.push(answer))
    await ask(direct, 'direct').then((answer) => order.push(answer))
    await late

    expect(order).toEqual(['direct', 'slow'])
  })
})
