import { expect, test } from 'vitest'
import { connected, type OpenPage } from '../../support/open-page.ts'
import { bothClients, type Client, useGallery } from '../support/stage.ts'

const gallery = useGallery()

/** What a browser reports of a page that is answered with 404. */
const notFound = /404 \(Not Found\)/

async function fillIn({ page }: OpenPage, name: string, password: string): Promise<void> {
  await page.fill('#name', name)
  await page.fill('#password', password)
  await page.click('#sign-in button')
}

/** A browser in which somebody has signed in. */
async function signedIn(client: Client, name = 'Ana', password = 'apple'): Promise<OpenPage> {
  const opened = await gallery.open('/sign-in', client)
  await fillIn(opened, name, password)
  await opened.sees('h1', `Home of ${name}`)
  await connected(opened.page)
  return opened
}

const pathOf = ({ page }: OpenPage) => new URL(page.url()).pathname

test.for(bothClients)(
  '%s client: a page for members leads others to the sign-in, and says why',
  async (client) => {
    const opened = await gallery.open('/members', client)
    await opened.sees('h1', 'Sign in')
    await opened.sees('#flash-error', 'Sign in first.')
    expect(pathOf(opened)).toBe('/sign-in')
  },
)

test.for(bothClients)('%s client: a link to a page for members is led back as well', async (client) => {
  const opened = await gallery.open('/sign-in', client)
  await opened.page.click('#members')
  await opened.sees('#flash-error', 'Sign in first.')
  expect(pathOf(opened)).toBe('/sign-in')
})

test.for(bothClients)('%s client: a wrong password is refused, the right one lets in', async (client) => {
  const opened = await gallery.open('/sign-in', client)
  await fillIn(opened, 'Ana', 'pear')
  await opened.sees('#refused', 'The name or the password is wrong.')
  await fillIn(opened, 'Ana', 'apple')
  await opened.sees('h1', 'Home of Ana')
  await connected(opened.page)
  await opened.page.click('#profile')
  await opened.sees('h1', 'Profile of Ana')
})

test.for(bothClients)('%s client: whoever signs out is out, in every tab of the browser', async (client) => {
  const opened = await signedIn(client)
  const tab = await opened.page.context().newPage()
  await tab.goto(`${gallery.url}/members/profile?client=${client}`)
  await connected(tab)
  await opened.page.click('#sign-out button')
  await opened.sees('h1', 'Sign in')
  await expect.poll(() => tab.innerText('h1')).toBe('Sign in')
})

test.for(bothClients)(
  '%s client: signing out everywhere reaches the other browsers, and nobody else',
  async (client) => {
    const [here, there] = [await signedIn(client), await signedIn(client)]
    const ben = await signedIn(client, 'Ben', 'berry')
    await here.page.click('#sign-out-all button')
    await here.sees('h1', 'Sign in')
    await there.sees('h1', 'Sign in')
    await there.sees('#flash-error', 'Sign in first.')
    await ben.page.click('#profile')
    await ben.sees('h1', 'Profile of Ben')
  },
)

test.for(bothClients)('%s client: two routes show one view, and patching keeps it', async (client) => {
  const opened = await gallery.open('/notes/7', client)
  await opened.sees('h1', 'Note 7: show')
  await opened.page.click('#edit')
  await opened.sees('h1', 'Note 7: edit')
  expect(pathOf(opened)).toBe('/notes/7/edit')
  await opened.page.fill('#text', 'Buy tea')
  await opened.page.press('#text', 'Enter')
  await opened.sees('#note', 'Buy tea')
  expect(pathOf(opened)).toBe('/notes/7')
  await opened.sees('#begun-by', 'show')
})

test.for(bothClients)('%s client: a page that cannot be had answers with its status', async (client) => {
  const opened = await gallery.open('/rooms/1', client, notFound)
  await opened.page.click('#room-2')
  await opened.sees('h1', 'Lobby')
  const answered = opened.page.waitForResponse(`${gallery.url}/rooms/3`)
  await opened.page.click('#room-3')
  expect((await answered).status()).toBe(404)
})

test.for(bothClients)('%s client: a view on an ordinary route runs as any other does', async (client) => {
  const { page } = await gallery.open('/sign-in', client)
  await page.goto(`${gallery.url}/report`)
  await page.locator('.phx-connected').waitFor()
  await page.click('#next')
  await expect.poll(() => page.innerText('h1')).toBe('Report of 2027')
})
