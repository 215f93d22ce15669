import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

/** What the forms of a page have sent, read as a query: names and values in order. */
const sentForms = ({ traffic }: OpenPage) =>
  traffic.said().flatMap(([way, event, payload]) => {
    const { type, value } = payload as { readonly type?: string; readonly value?: string }
    return way === 'sent' && event === 'event' && type === 'form' ? [[...new URLSearchParams(value)]] : []
  })

test.for(bothClients)('%s client: a mark stands before each field that nobody has used', async (client) => {
  const opened = await gallery.open('/used-fields', client)
  const { page, sees } = opened
  await page.check('#red')
  await sees('#target', 'user colors')
  await page.locator('#name').pressSequentially('A')
  await sees('#target', 'user name')
  const [first, second] = sentForms(opened)
  expect(first).toEqual([
    ['user[id]', '7'],
    ['user[_unused_name]', ''],
    ['user[name]', ''],
    ['user[note]', ''],
    ['user[colors][]', 'red'],
  ])
  expect(second).toEqual([
    ['user[id]', '7'],
    ['user[name]', 'A'],
    ['user[note]', ''],
    ['user[colors][]', 'red'],
  ])
})

test.for(bothClients)(
  '%s client: all fields are used once the form is sent, and none after it is reset',
  async (client) => {
    const opened = await gallery.open('/used-fields', client)
    const { page, sees } = opened
    await page.click('#save')
    await sees('#told', 'saved {"id":7,"name":"","note":"","via":"button"}')
    await page.locator('#name').pressSequentially('A')
    await sees('#told', '{"id":7,"name":"A","note":""}')
    await page.click('#reset')
    // What the view has rendered is what a field is reset to.
    await sees('#told', '{"id":7,"_unused_name":"","name":"A","note":""}')
  },
)

test.for(bothClients)('%s client: the options of a choice follow from another choice', async (client) => {
  const { page, sees } = await gallery.open('/selects', client)
  await page.selectOption('#city', 'Porto')
  await sees('#trip-told', 'Porto in Portugal,')
  await page.selectOption('#country', 'Italy')
  await sees('#trip-told', 'Rome in Italy,')
  expect(await page.locator('#city option').allInnerTexts()).toEqual(['Rome', 'Milan', 'Turin'])
  expect(await page.inputValue('#city')).toBe('Rome')
  await page.selectOption('#city', 'Turin')
  await sees('#trip-told', 'Turin in Italy,')
  expect(await page.inputValue('#country')).toBe('Italy')
})

test.for(bothClients)('%s client: choices are as at the start when their form is cleared', async (client) => {
  const { page, sees } = await gallery.open('/selects', client)
  await page.selectOption('#country', 'Italy')
  await sees('#trip-told', 'Rome in Italy,')
  await page.selectOption('#city', 'Turin')
  await sees('#trip-told', 'Turin in Italy,')
  await page.click('#clear')
  await sees('#trip-told', 'Lisbon in Portugal,')
  await expect.poll(() => page.inputValue('#country')).toBe('Portugal')
  expect(await page.inputValue('#city')).toBe('Lisbon')
  await page.selectOption('#country', 'Italy')
  await expect.poll(() => page.locator('#city option').allInnerTexts()).toEqual(['Rome', 'Milan', 'Turin'])
})

const chosenDays = ({ page }: OpenPage) =>
  page
    .locator('#days')
    .evaluate((days) => [...(days as HTMLSelectElement).selectedOptions].map(({ value }) => value))

// https://github.com/phoenixframework/phoenix_live_view/issues/3083
test.for(bothClients)(
  '%s client: of several choices those are shown that the view has made, before a person and after',
  async (client) => {
    const opened = await gallery.open('/selects', client)
    const { page, sees } = opened
    await page.click('#early')
    await expect.poll(() => chosenDays(opened)).toEqual(['Monday', 'Tuesday'])
    await page.selectOption('#days', ['Friday'])
    await sees('#trip-told', 'Lisbon in Portugal, Friday')
    await page.click('#late')
    await expect.poll(() => chosenDays(opened)).toEqual(['Tuesday', 'Friday'])
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('late')
  },
)

test.for(bothClients)('%s client: several choices stay over a patch of the page', async (client) => {
  const opened = await gallery.open('/selects', client)
  const { page, sees } = opened
  await page.selectOption('#days', ['Monday', 'Friday'])
  await sees('#trip-told', 'Lisbon in Portugal, Monday and Friday')
  await page.click('#count')
  await sees('#count', '1')
  expect(await chosenDays(opened)).toEqual(['Monday', 'Friday'])
})

for (const field of ['#text', '#lines'] as const) {
  test.for(bothClients)(
    `%s client: ${field} keeps what is typed, its focus and its caret while the view writes to it`,
    async (client) => {
      const opened = await gallery.open('/held', client)
      const { page, sees } = opened
      const other = await gallery.open('/held', client)
      await page.locator(field).pressSequentially('abc')
      await page.locator(field).evaluate((element) => (element as HTMLInputElement).setSelectionRange(1, 2))
      const typed = await page.inputValue(field)
      await other.page.click('#rename')
      await sees('#name', 'two')
      expect(await page.inputValue(field)).toBe(typed)
      expect(await page.locator(field).getAttribute('class')).toBe('two')
      const held = await page.locator(field).evaluate((element) => {
        const { selectionStart, selectionEnd } = element as HTMLInputElement
        return [element === document.activeElement, selectionStart, selectionEnd]
      })
      expect(held).toEqual([true, 1, 2])
      expect(await other.page.inputValue(field)).toBe('two')
    },
  )
}

test.for(bothClients)(
  '%s client: fields come and go, and the others keep what was typed and the focus',
  async (client) => {
    const opened = await gallery.open('/dynamic-inputs', client)
    const { page, sees } = opened
    const fill = async (n: number, name: string) => {
      await page.fill(`#person-${n} input`, name)
      await expect.poll(() => page.innerText('#told')).toContain(name)
    }
    await fill(1, 'Ana')
    await page.click('#add')
    await fill(2, 'Ben')
    await page.click('#add')
    await fill(3, 'Cleo')
    await sees('#told', 'Ana, Ben, Cleo')
    expect(sentForms(opened).at(-1)).toEqual([
      ['people[1][name]', 'Ana'],
      ['people[2][name]', 'Ben'],
      ['people[3][name]', 'Cleo'],
    ])
    await page.click('#person-1 .remove')
    await sees('#told', 'Ben, Cleo')
    await page.click('#turn')
    await sees('#told', 'Cleo, Ben')
    const values = await page
      .locator('fieldset input')
      .evaluateAll((all) => all.map((field) => (field as HTMLInputElement).value))
    expect(values).toEqual(['Cleo', 'Ben'])
    await page.press('#person-3 input', 'End')
    await page.keyboard.type('!')
    await sees('#told', 'Cleo!, Ben')
    await page.keyboard.type('?')
    await sees('#told', 'Cleo!?, Ben')
  },
)
