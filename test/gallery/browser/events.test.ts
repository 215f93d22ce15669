import { expect, test } from 'vitest'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

test.for(bothClients)('%s client: a click counts, also on what is inside the button', async (client) => {
  const { page, sees } = await gallery.open('/clicks', client)
  await page.click('#one span')
  await sees('#count', '1')
  await page.click('#five')
  await sees('#count', '6')
})

test.for(bothClients)('%s client: a click carries the values of its element', async (client) => {
  const { page, sees } = await gallery.open('/clicks', client)
  await page.click('#choose')
  await sees('#choice', 'red, size 5')
})

test.for(bothClients)(
  '%s client: a click elsewhere closes what is open, one inside does not',
  async (client) => {
    const { page, sees } = await gallery.open('/clicks', client)
    await page.click('#open')
    await page.click('#menu p')
    await page.click('#one')
    await sees('#count', '1')
    await expect.poll(() => page.locator('#menu').count()).toBe(0)
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/1920
test.for(bothClients)(
  '%s client: a press that begins inside and ends outside is no click elsewhere, nor is a key',
  async (client) => {
    const { page, sees } = await gallery.open('/clicks', client)
    await page.click('#open')
    await page.fill('#inside', 'text')
    await page.press('#inside', 'Enter')
    const { x, y, width, height } = (await page.locator('#inside').boundingBox())!
    await page.mouse.move(x + width / 2, y + height / 2)
    await page.mouse.down()
    await page.mouse.move(x + width + 200, y + height / 2)
    await page.mouse.up()
    await page.locator('#inside').press('End')
    expect(await page.inputValue('#inside')).toBe('text')
    await page.click('#one')
    await sees('#count', '1')
    await expect.poll(() => page.locator('#menu').count()).toBe(0)
  },
)

test.for(bothClients)(
  '%s client: what is scrolled out of view hears of no click elsewhere',
  async (client) => {
    const { page, traffic } = await gallery.open('/clicks', client)
    await page.evaluate(() => {
      document.body.style.paddingBottom = '3000px'
    })
    await page.click('#open')
    await page.locator('#menu').waitFor()
    await page.evaluate(() => scrollTo({ top: 2000, behavior: 'instant' }))
    await page.mouse.click(50, 50)
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
    await page.click('#one')
    await expect.poll(() => page.locator('#menu').count()).toBe(0)
    const told = traffic.frames.flatMap(([way, [, , , event, payload]]) =>
      way === 'sent' && event === 'event' ? [payload['event']] : [],
    )
    expect(told.sort()).toEqual(['add', 'close', 'open'])
  },
)

test.for(bothClients)(
  '%s client: only the named keys are heard, wherever they are pressed',
  async (client) => {
    const { page, sees } = await gallery.open('/keys', client)
    for (const key of ['ArrowUp', 'a', 'ArrowUp', 'ArrowDown']) await page.keyboard.press(key)
    await sees('#level', '1')
  },
)

test.for(bothClients)('%s client: Enter in a field brings what stands in it', async (client) => {
  const { page, sees } = await gallery.open('/keys', client)
  await page.locator('#enter').pressSequentially('tea')
  await page.press('#enter', 'Enter')
  await sees('#entered', 'tea')
})

test.for(bothClients)('%s client: a key that is released tells its name', async (client) => {
  const { page, sees } = await gallery.open('/keys', client)
  await page.press('#release', 'Escape')
  await sees('#released', 'Escape')
})

test.for(bothClients)(
  '%s client: focus and blur tell the field, and blur what stands in it',
  async (client) => {
    const { page, sees } = await gallery.open('/focus', client)
    await page.focus('#first')
    await sees('#current', 'first')
    await page.keyboard.type('one')
    await page.focus('#second')
    await sees('#left', 'first: one')
    await sees('#current', 'second')
    await page.focus('#elsewhere')
    await sees('#current', 'none')
  },
)

test.for(bothClients)('%s client: typing that is debounced is sent once, when it pauses', async (client) => {
  const { page, sees } = await gallery.open('/pace', client)
  await page.locator('#query').pressSequentially('tea')
  await sees('#searched', 'tea (1)')
})

test.for(bothClients)(
  '%s client: with debounce until blur, leaving the field sends it once',
  async (client) => {
    const { page, sees } = await gallery.open('/pace', client)
    await page.locator('#name').pressSequentially('Ana')
    await page.click('#look')
    await sees('#looks', '1')
    await sees('#named', 'Ana (1)')
  },
)

test.for(bothClients)('%s client: of clicks that are throttled, the first counts', async (client) => {
  const { page, sees } = await gallery.open('/pace', client)
  for (let i = 0; i < 3; i++) await page.click('#fire')
  await page.click('#look')
  await sees('#looks', '1')
  await sees('#shots', '1')
})

test.for(bothClients)('%s client: a button says that it waits until it is answered', async (client) => {
  const { page, sees, network } = await gallery.openThroughNetwork('/disable', client)
  network.stall()
  await page.click('#count')
  await sees('#count', 'Counting…')
  network.resume()
  await sees('#counted', '1')
  await sees('#count', 'Count')
})

test.for(bothClients)(
  '%s client: what was disabled or read-only before its form was sent still is when that is answered',
  async (client) => {
    const { page, sees } = await gallery.open('/disable', client)
    await page.fill('#text', 'a word')
    await page.click('#save')
    await sees('#saved', 'a word')
    await expect.poll(() => page.isEnabled('#save')).toBe(true)
    expect(await page.isEditable('#text')).toBe(true)
    expect(await page.isEditable('#fixed')).toBe(false)
    expect(await page.isEnabled('#never')).toBe(false)
    const marked = page.locator('[data-phx-readonly], [data-phx-disabled], [data-phx-ref-src]')
    expect(await marked.count()).toBe(0)
  },
)

test.for(bothClients)('%s client: a form holds still while it is sent', async (client) => {
  const { page, sees, network } = await gallery.openThroughNetwork('/disable', client)
  network.stall()
  await page.fill('#text', 'a word')
  await page.click('#save')
  await sees('#save', 'Saving…')
  expect(await page.isDisabled('#save')).toBe(true)
  expect(await page.locator('#text').getAttribute('readonly')).not.toBeNull()
  network.resume()
  await sees('#saved', 'a word')
  await sees('#save', 'Save')
  expect(await page.isEnabled('#save')).toBe(true)
  expect(await page.isEditable('#text')).toBe(true)
})

test.for(bothClients)('%s client: a form that is on its way is not sent again', async (client) => {
  const { page, sees, network, traffic } = await gallery.openThroughNetwork('/disable', client)
  network.stall()
  await page.fill('#text', 'a word')
  for (let i = 0; i < 3; i++) await page.press('#text', 'Enter')
  network.resume()
  await sees('#saved', 'a word')
  await page.click('#count')
  await sees('#counted', '1')
  const events = traffic
    .said()
    .flatMap(([way, name, payload]) => (way === 'sent' && name === 'event' ? [payload] : []))
  expect(events).toMatchObject([{ event: 'save' }, { event: 'count' }])
})
