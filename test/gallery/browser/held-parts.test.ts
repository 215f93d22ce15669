import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
import { watchText } from '../../support/traffic.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const marked = ({ page }: OpenPage) => page.locator('[data-phx-ref-src]').count()

// https://github.com/phoenixframework/phoenix_live_view/issues/4209
test.for(bothClients)(
  '%s client: a component in what waits changes when that is answered, a view in it at once, and neither change is lost',
  async (client) => {
    const other = await gallery.open('/held-parts', client)
    const opened = await gallery.openThroughNetwork('/held-parts', client)
    const { page, sees, network } = opened
    for (const each of [other, opened]) await each.page.locator('#guest.phx-connected').waitFor()
    network.stall()
    await other.page.click('#nudge')
    await other.sees('#label-guest', 'guest 1')
    await page.click('#press')
    await page.locator('#panel[data-phx-ref-lock]').waitFor()
    const [own, asked] = [await watchText(page, '#label-own'), await watchText(page, '#asked')]
    network.resume()
    await sees('#asked', '1')
    await sees('#label-own', 'own 1')
    await sees('#label-guest', 'guest 1')
    await expect.poll(() => marked(opened)).toBe(0)
    expect(await asked()).toEqual(['1'])
    expect(await own()).toEqual(['own 1'])
    await page.click('#nudge')
    await sees('#label-own', 'own 2')
    await sees('#label-guest', 'guest 2')
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/3448
test.for(bothClients)(
  '%s client: a focus that a click has set stays when its form is answered',
  async (client) => {
    const { page, sees, network } = await gallery.openThroughNetwork('/held-forms', client)
    const focused = () => page.evaluate(() => document.activeElement?.id)
    network.stall()
    await page.check('#topic-cake')
    await expect.poll(focused).toBe('search')
    await page.keyboard.type('lem')
    network.resume()
    await sees('.chosen', 'cake')
    expect(await focused()).toBe('search')
    await page.keyboard.type('on')
    expect(await page.inputValue('#search')).toBe('lemon')
    expect(await page.isChecked('#topic-cake')).toBe(true)
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/3684
test.for(bothClients)(
  '%s client: a choice that is both a click and a change is as the view has it',
  async (client) => {
    const opened = await gallery.open('/held-forms', client)
    const { page, sees } = opened
    await page.click('#tiny')
    await sees('#kind', 'tiny, changed 1 times')
    await expect.poll(() => marked(opened)).toBe(0)
    expect(await page.getAttribute('#tiny', 'checked')).not.toBe(null)
    expect(await page.getAttribute('#huge', 'checked')).toBe(null)
    expect(await page.isChecked('#tiny')).toBe(true)
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/4088
test.for(bothClients)(
  '%s client: what hooks ask for as soon as they are there changes their own elements',
  async (client) => {
    const opened = await gallery.open('/eager', client)
    const { page, sees } = opened
    await sees('#riser', '3 high')
    expect(await page.getAttribute('#riser', 'data-height')).toBe('3')
    await sees('#outer', 'Version 2')
    await expect.poll(() => marked(opened)).toBe(0)
    // https://github.com/phoenixframework/phoenix_live_view/issues/3651
    const told = await page.locator('#told li').allInnerTexts()
    const times = (what: string) => told.filter((each) => each === what).length
    expect(times('mounted') - times('destroyed')).toBe(1)
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/3941
test.for(bothClients)(
  '%s client: what a component has loaded is shown, although what is around it waits',
  async (client) => {
    const opened = await gallery.open('/eager', client)
    const { page, sees } = opened
    for (const name of ['one', 'two']) await sees(`#content-${name}`, `${name} is loaded`)
    await page.uncheck('#toggle-one')
    await page.uncheck('#toggle-two')
    await expect.poll(() => page.locator('[id^=item-]').count()).toBe(0)
    await page.check('#toggle-one')
    await sees('#content-one', 'one is loaded')
    await page.check('#toggle-two')
    await sees('#content-two', 'two is loaded')
    await sees('#content-one', 'one is loaded')
    expect(await page.isChecked('#toggle-one')).toBe(true)
  },
)
