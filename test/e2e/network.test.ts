import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { serveChatter } from '../support/chatter-server.ts'
import { testDatabase } from '../support/database.ts'
import { type TcpProxy, tcpProxy } from '../support/tcp-proxy.ts'
import { enter, type Person, sees } from './support/person.ts'
import { useStage } from './support/stage.ts'

const database = await testDatabase()
const stage = useStage(database)
let network: TcpProxy
/** Talks to the server directly. */
let ben: Person

/** What a browser reports by itself when its network fails. */
const networkErrors = [/WebSocket connection to .* failed/, /ERR_(CONNECTION|EMPTY|SOCKET|NETWORK|INTERNET)/]

beforeAll(async () => {
  ben = await enter(stage.browser, stage.server.url, 'ben')
})

beforeEach(async () => {
  network = await tcpProxy(stage.server.port)
  onTestFinished(network.close)
})

/** Enters through the bad network, with a browser of one's own that closes with the test. */
async function enterThroughNetwork(name: string): Promise<Person> {
  const person = await enter(stage.browser, `http://127.0.0.1:${network.port}`, name)
  onTestFinished(() => person.page.context().close())
  return person
}

const composer = ({ page }: Person) => page.getByLabel('Message', { exact: true })

const isReconnecting = ({ page }: Person) => page.getByText('Reconnecting…').waitFor()

test('after the connection is cut, the chat is back by itself and shows what was missed exactly once', async () => {
  const ana = await enterThroughNetwork('ana')
  await ben.say('before the cut')
  await sees(ana, 'before the cut')
  network.refuse()
  network.cut()
  await isReconnecting(ana)
  await ben.say('during the cut')
  network.accept()
  await sees(ana, 'before the cut', 'during the cut')
  await ana.connected()
  await ben.say('after the cut')
  await sees(ana, 'before the cut', 'during the cut', 'after the cut')
  const texts = await ana.messages()
  expect(texts).toEqual([...new Set(texts)])
  ana.assertClean(...networkErrors)
})

test('a message whose frame breaks off in the middle is shown whole after the reconnect', async () => {
  const cleo = await enterThroughNetwork('cleo')
  const cut = network.cutMidFrame(20)
  await ben.say('broken in two')
  await cut
  await sees(cleo, 'broken in two')
  cleo.assertClean(...networkErrors)
})

test('a connection that is open and dead is noticed when the browser says that it is online', async () => {
  const dan = await enterThroughNetwork('dan')
  network.stall()
  await ben.say('into the void')
  await dan.page.evaluate(() => window.dispatchEvent(new Event('online')))
  await isReconnecting(dan)
  network.resume()
  await sees(dan, 'into the void')
  await dan.connected()
  dan.assertClean(...networkErrors)
})

test('text being typed survives a patch and a reconnect', async () => {
  const eve = await enterThroughNetwork('eve')
  await composer(eve).pressSequentially('half a sent')
  await ben.say('a patch')
  await sees(eve, 'a patch')
  network.cut()
  await composer(eve).pressSequentially('ence')
  await eve.connected()
  await ben.say('connected again')
  await sees(eve, 'connected again')
  expect(await composer(eve).inputValue()).toBe('half a sentence')
  expect(await composer(eve).evaluate((field) => field === document.activeElement)).toBe(true)
  eve.assertClean(...networkErrors)
})

test('a draft survives a reload', async () => {
  const fay = await enterThroughNetwork('fay')
  await composer(fay).pressSequentially('not yet sent')
  await fay.page.reload()
  await fay.connected()
  await expect.poll(() => composer(fay).inputValue()).toBe('not yet sent')
})

test('a name that is being typed survives a reconnect of the front door', async () => {
  const visitor = await stage.browser.newPage()
  onTestFinished(() => visitor.page.context().close())
  await visitor.page.goto(`http://127.0.0.1:${network.port}`)
  await visitor.page.locator('.phx-connected').waitFor()
  const name = visitor.page.getByLabel('Your name')
  await name.pressSequentially('gra')
  network.refuse()
  network.cut()
  await visitor.page.locator('.phx-loading').waitFor()
  await name.pressSequentially('ce')
  network.accept()
  await visitor.page.locator('.phx-connected').waitFor()
  expect(await name.inputValue()).toBe('grace')
})

test('at 400 ms, the next message is typed while one is on its way, and nothing is lost', async () => {
  const gus = await enterThroughNetwork('gus')
  network.delay(200)
  await gus.say('first')
  await composer(gus).pressSequentially('second')
  expect(await composer(gus).inputValue()).toBe('second')
  await gus.page.keyboard.press('Enter')
  await composer(gus).pressSequentially('third')
  await sees(gus, 'first', 'second')
  expect(await composer(gus).inputValue()).toBe('third')
  await sees(ben, 'first', 'second')
  gus.assertClean()
})

test('a message that was never answered comes back into the field, before what was typed since', async () => {
  const hal = await enterThroughNetwork('hal')
  network.stall()
  await hal.say('lost on the way')
  await composer(hal).pressSequentially('and more')
  network.refuse()
  network.cut()
  await expect.poll(() => composer(hal).inputValue()).toBe('lost on the way\nand more')
  hal.assertClean(...networkErrors)
})

test('a message that came back, and was posted when the connection returned, leaves the field again', async () => {
  const kim = await enterThroughNetwork('kim')
  network.stall()
  await kim.say('posted late')
  await composer(kim).pressSequentially('and more')
  network.refuse()
  network.cut()
  await expect.poll(() => composer(kim).inputValue()).toBe('posted late\nand more')
  network.resume()
  network.accept()
  await sees(kim, 'posted late')
  await expect.poll(() => composer(kim).inputValue()).toBe('and more')
  await sees(ben, 'posted late')
  kim.assertClean(...networkErrors)
})

test('while the database is away a message is refused and its text comes back; then it is sent', async () => {
  const ida = await enterThroughNetwork('ida')
  await ida.say('before')
  await sees(ida, 'before')
  await database.stop()
  onTestFinished(database.start)
  await ida.say('into the outage')
  await expect.poll(() => composer(ida).inputValue(), { timeout: 15_000 }).toBe('into the outage')
  await ida.page.getByText('Failed to send message').first().waitFor()
  await database.start()
  await composer(ida).press('Enter')
  await sees(ida, 'before', 'into the outage')
  await sees(ben, 'before', 'into the outage')
})

test('after a restart of the server everybody is back without a reload', async () => {
  const restarted = await serveChatter(database)
  const jan = await enter(stage.browser, restarted.url, 'jan')
  onTestFinished(() => jan.page.context().close())
  await jan.page.evaluate(() => {
    document.body.dataset['mark'] = 'same page'
  })
  await restarted.close()
  await isReconnecting(jan)
  const again = await serveChatter(database, { port: restarted.port })
  onTestFinished(again.close)
  await jan.connected()
  await jan.say('after the restart')
  await sees(jan, 'after the restart')
  expect(await jan.page.evaluate(() => document.body.dataset['mark'])).toBe('same page')
  jan.assertClean(...networkErrors)
})
