/** The least that could do our server's work: Fastify and `ws` alone, answering with bytes that were recorded. */
import fastify from 'fastify'
import { Pool } from 'pg'
import { type WebSocket, WebSocketServer } from 'ws'
import { answerParent } from '../asked.ts'
import type { Recording } from './recording.ts'

type Frame = readonly [joinRef: string | null, ref: string, topic: string, event: string, payload: unknown]

const { page, setCookie, join, reply, delivery, author } = await new Promise<Recording>((resolve) => {
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

const database =
  author === undefined ? undefined : new Pool({ connectionString: process.env['DATABASE_URL'] })
const insert = `insert into messages (user_id, content, inserted_at, updated_at)
  values ($1, $2, now(), now()) returning id, inserted_at`

async function answer(socket: WebSocket, [joinRef, ref, topic, event, said]: Frame): Promise<void> {
  const payload = event === 'phx_join' ? join : reply
  if (event === 'event' && delivery) await database?.query(insert, [author, contentOf(said)])
  socket.send(`["${joinRef}","${ref}","${topic}","phx_reply",${payload}]`)
  if (event === 'event' && delivery) deliver(`["${joinRef}",null,"${topic}","diff",${delivery}]`)
}

const contentOf = (said: unknown): string | null =>
  new URLSearchParams((said as { readonly value: string }).value).get('content')

function deliver(frame: string): void {
  for (const socket of sockets.clients) socket.send(frame)
}

answerParent()
process.once('disconnect', () => process.exit(0))
process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }))
