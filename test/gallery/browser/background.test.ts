import { expect, test } from 'vitest'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

test.for(bothClients)(
  '%s client: a report is loaded, fails, keeps what it had, and is loaded anew',
  async (client) => {
    const { page, sees } = await gallery.open('/async', client)
    await sees('#report', 'Report 1')
    await page.click('#fail')
    await sees('#report', 'Failed: No paper. Before: Report 1')
    await page.click('#reload')
    await sees('#report', 'Report 2')
  },
)

test.for(bothClients)('%s client: a report that is emptied first says that it is loading', async (client) => {
  const { page, sees } = await gallery.open('/async', client)
  await page.click('#stall')
  await sees('#report', 'Loading…')
  await page.click('#reload')
  await sees('#report', 'Report 2')
})

test.for(bothClients)('%s client: a task comes back on its own, unless it is cancelled', async (client) => {
  const { page, sees } = await gallery.open('/async', client)
  await page.click('#wait-task')
  await sees('#sum', 'on its way')
  await page.click('#cancel-task')
  await sees('#sum', 'cancelled')
  await page.click('#sum-task')
  await sees('#sum', '42')
})

test.for(bothClients)(
  '%s client: a clock ticks until it is stopped, and a bell rings once',
  async (client) => {
    const { page, sees } = await gallery.open('/timers', client)
    await expect.poll(async () => Number(await page.innerText('#ticks'))).toBeGreaterThan(1)
    await page.click('#stop')
    await expect.poll(() => page.isDisabled('#stop')).toBe(true)
    const ticks = await page.innerText('#ticks')
    await page.click('#ring')
    await sees('#bell', 'rung')
    expect(await page.innerText('#ticks')).toBe(ticks)
  },
)

test.for(bothClients)('%s client: what one browser says, the other hears', async (client) => {
  const ana = await gallery.open('/topics', client)
  const ben = await gallery.open('/topics', client)
  await ana.page.fill('#text', 'hello')
  await ana.page.press('#text', 'Enter')
  for (const { sees } of [ana, ben]) await sees('#lines', 'hello')
})

test.for(bothClients)(
  '%s client: a browser shows at once what it says, and only the others hear it',
  async (client) => {
    const ana = await gallery.open('/topics', client)
    const ben = await gallery.open('/topics', client)
    await ana.page.click('#note')
    await ana.sees('#lines', 'I: back soon')
    await ben.sees('#lines', 'back soon')
    await ben.page.click('#note')
    await ana.sees('#lines', 'I: back soon\nback soon')
  },
)

test.for(bothClients)('%s client: a whisper reaches who listens, until they stop', async (client) => {
  const ana = await gallery.open('/topics', client)
  const ben = await gallery.open('/topics', client)
  await ben.page.click('#listen')
  await ben.sees('#mute', 'Mute')
  await ana.page.click('#whisper')
  await ben.sees('#whispers', '1')
  await ben.page.click('#mute')
  await ben.sees('#listen', 'Listen')
  await ana.page.click('#listen')
  await ben.page.click('#whisper')
  await ana.sees('#whispers', '1')
  await ben.sees('#whispers', '1')
})

test.for(bothClients)('%s client: people see each other come, step away and leave', async (client) => {
  const ana = await gallery.open('/presence?name=ana', client)
  await ana.sees('#people', 'ana')
  const ben = await gallery.open('/presence?name=ben', client)
  await ana.sees('#people', 'ana\nben')
  await ben.page.click('#away')
  await ana.sees('#people', 'ana\nben (away)')
  await ben.page.goto(`${gallery.url}/dead`)
  await ana.sees('#people', 'ana')
})

test.for(bothClients)('%s client: guests are shown by their names, and told of', async (client) => {
  const ana = await gallery.open('/guests?id=1', client)
  await ana.sees('#guests', 'Ana, red')
  const ben = await gallery.open('/guests?id=2', client)
  for (const { sees } of [ana, ben]) await sees('#guests', 'Ana, red\nBen, green')
  await ana.sees('#news', 'Ben came')
  await ben.page.goto(`${gallery.url}/dead`)
  await ana.sees('#guests', 'Ana, red')
  await ana.sees('#news', 'Ben went')
})

test.for(bothClients)(
  '%s client: the view gets to know the language, the program and the address',
  async (client) => {
    const { page, sees } = await gallery.open('/connect', client)
    await sees('#language', await page.evaluate(() => navigator.language))
    await sees('#mounts', '1')
    await sees('#address', '127.0.0.1')
    expect(await page.innerText('#user-agent')).toBe(await page.evaluate(() => navigator.userAgent))
  },
)
