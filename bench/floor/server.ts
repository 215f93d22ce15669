/** The least that could do our server's work: Fastify and `ws` alone, answering with bytes that were recorded. */
import fastify from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'
import { answerParent } from '../asked.ts'
import type { Recording } from './recording.ts'

type Frame = readonly [joinRef: string | null, ref: string, topic: string, event: string, payload: unknown]

const { page, setCookie, join, reply, delivery } = await new Promise<Recording>((resolve) => {
  process.once('message', (message) => resolve(message as Recording))
})

const app = fastify()
app.get('/*', async (request, response) => {
  if (!request.headers.cookie) response.header('set-cookie', setCookie)
  return response.type('text/html; charset=utf-8').send(page)
})

const sockets = new WebSocketServer({ server: app.server, perMessageDeflate: false })
sockets.on('connection', (socket) => {
  socket.on('message', (data) => answer(socket, JSON.parse(data.toString()) as Frame))
})

function answer(socket: WebSocket, [joinRef, ref, topic, event]: Frame): void {
  const payload = event === 'phx_join' ? join : reply
  socket.send(`["${joinRef}","${ref}","${topic}","phx_reply",${payload}]`)
  if (event === 'event' && delivery) deliver(`["${joinRef}",null,"${topic}","diff",${delivery}]`)
}

function deliver(frame: string): void {
  for (const socket of sockets.clients) socket.send(frame)
}

answerParent()
process.once('disconnect', () => process.exit(0))
process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }))
