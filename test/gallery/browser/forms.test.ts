import { expect, test } from 'vitest'
import { connected } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

test.for(bothClients)('%s client: errors are shown for the fields that were used', async (client) => {
  const { page, sees } = await gallery.open('/form', client)
  await page.locator('#person-email').pressSequentially('an')
  await sees('#person-email-error', 'Is not an e-mail address')
  expect(await page.locator('#person-name-error p').count()).toBe(0)
  await page.locator('#person-email').pressSequentially('a@example.com')
  await expect.poll(() => page.locator('.o-error').count()).toBe(0)
})

test.for(bothClients)('%s client: a submit shows all errors, and keeps what was typed', async (client) => {
  const { page, sees } = await gallery.open('/form', client)
  await page.fill('#person-email', 'ana')
  await page.press('#person-email', 'Enter')
  await sees('#person-name-error', 'Give a name.')
  await sees('#person-email-error', 'Is not an e-mail address')
  expect(await page.inputValue('#person-email')).toBe('ana')
})

test.for(bothClients)('%s client: a form that is fine is saved, and emptied', async (client) => {
  const { page, sees } = await gallery.open('/form', client)
  await page.fill('#person-name', 'Ana <3')
  await page.fill('#person-email', 'ana@example.com')
  await page.getByRole('button', { name: 'Save' }).click()
  await sees('#saved', 'Saved Ana <3 <ana@example.com>')
  expect(await page.inputValue('#person-name')).toBe('')
  await expect.poll(() => page.locator('.o-error').count()).toBe(0)
})

/** Fills in the forms of the page, and takes the connection away until the view has begun anew. */
async function fillInAndReconnect(client: 'official' | 'oriel') {
  const opened = await gallery.openThroughNetwork('/recovery', client)
  const { page, sees, network } = opened
  await page.fill('#text', 'socks')
  await page.selectOption('#size', 'large')
  await page.check('#gift')
  await sees('#order', 'large socks, as a gift')
  await page.fill('#number', '7')
  await sees('#number-told', '7')
  await page.fill('#note', 'a secret')
  await sees('#note-told', 'a secret')
  network.refuse()
  network.cut()
  await page.locator('[data-phx-main].phx-loading').waitFor()
  network.accept()
  await connected(page)
  return opened
}

test.for(bothClients)(
  '%s client: after a lost connection a form tells the view what is in it',
  async (client) => {
    const { page, sees } = await fillInAndReconnect(client)
    await sees('#order', 'large socks, as a gift')
    expect(await page.inputValue('#text')).toBe('socks')
    expect(await page.isChecked('#gift')).toBe(true)
  },
)

test.for(bothClients)('%s client: a form may recover by another event, or not at all', async (client) => {
  const { sees } = await fillInAndReconnect(client)
  await sees('#number-told', '7, restored')
  await sees('#note-told', '')
})

test.for(bothClients)(
  '%s client: a form that the view has checked is posted to its address',
  async (client) => {
    const { page, sees } = await gallery.open('/trigger-action', client)
    await page.fill('#form-word', 'now')
    await page.press('#form-word', 'Enter')
    await sees('#form-word-error', 'Say the magic word.')
    await page.fill('#form-word', 'please')
    await page.click('main button')
    await page.waitForURL('**/echo')
    const echoed = JSON.parse(await page.locator('body').innerText())
    expect(echoed).toEqual({ _csrf_token: expect.any(String), word: 'please', via: 'button' })
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/4102
test.for(bothClients)(
  '%s client: a field beside its form is sent with it, whatever it still holds back',
  async (client) => {
    const { page, sees } = await gallery.open('/apart', client)
    await page.locator('#text').pressSequentially('tea')
    await page.click('#save')
    await expect.poll(() => page.innerText('#saved')).toMatch(/^tea after [01] changes$/)
    await page.fill('#word', 'now')
    await page.click('#send')
    await sees('#sent', 'now')
    expect(await page.locator('#sent.bold').count()).toBe(1)
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/3819
test.for(bothClients)(
  '%s client: a view begins anew whatever forms it has, and is told what can be sent of them',
  async (client) => {
    const { page, sees } = await gallery.open('/apart', client, /./)
    await page.fill('#open', 'wide')
    await sees('#filled', 'wide, nothing')
    await page.click('#crash')
    await page.locator('[data-phx-main].phx-error').waitFor()
    await connected(page)
    await sees('#filled', 'wide, nothing')
    expect(await page.inputValue('#open')).toBe('wide')
  },
)
