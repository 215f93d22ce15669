import { expect, onTestFinished, test } from 'vitest'
import { serveChatter } from '../support/chatter-server.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()

test('the health check follows the database, and tells what was counted', async () => {
  const { app } = await serveChatter(database)
  onTestFinished(() => app.close())
  const health = () => app.inject('/healthz')

  expect((await health()).json()).toEqual({ status: 'ok', users_created: 0, messages_created: 0 })
  await database.stop()
  onTestFinished(database.start)
  expect((await health()).statusCode).toBe(503)
  await database.start()
  await expect.poll(async () => (await health()).statusCode).toBe(200)
})
