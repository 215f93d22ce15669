import { expect, onTestFinished, test } from 'vitest'
import { serveChatter } from '../support/chatter-server.ts'
import { testDatabase } from '../support/database.ts'
import { WireBrowser, WireSocket } from '../support/wire-client.ts'

const database = await testDatabase()

test('the health check follows the database, and tells what was counted', async () => {
  const { app } = await serveChatter(database)
  onTestFinished(() => app.close())
  const health = () => app.inject('/healthz')

  const views = {
    views_adopted: 0,
    views_parked: 0,
    views_resumed: 0,
    views_expired: 0,
    views_refused: 0,
    event_loop_delay_ms: expect.any(Number),
  }
  expect((await health()).json()).toEqual({ status: 'ok', users_created: 0, messages_created: 0, ...views })
  await database.stop()
  onTestFinished(database.start)
  expect((await health()).statusCode).toBe(503)
  await database.start()
  await expect.poll(async () => (await health()).statusCode).toBe(200)
})

test('the health check tells how many pages were adopted by their sockets', async () => {
  const { app, url } = await serveChatter(database)
  onTestFinished(() => app.close())
  const browser = new WireBrowser(url)
  const { tokens } = await browser.get('/', { headers: { 'sec-fetch-dest': 'document' } })
  const socket = await WireSocket.open(browser, tokens)
  await socket.join('/')
  socket.close()
  expect((await app.inject('/healthz')).json()).toMatchObject({ views_adopted: 1 })
})
