import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import {
  html,
  httpError,
  type Layout,
  liveSession,
  liveView,
  navigate,
  paths,
  type RootLayout,
  Type,
} from 'oriel'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import { type LiveApp, serveLive } from '../support/live-app.ts'
import { bundleScript } from '../support/scripted-page.ts'

const path = paths('/', '/home', '/profile', '/once')

/** Who is signed in: what a store is to an app. */
const signIns = new Map<string, string>()

const signedIn = liveSession({
  name: 'signed-in',
  data: Type.Object({ signIn: Type.Optional(Type.String()) }),
  onMount({ session }) {
    const name = signIns.get(session.data.signIn ?? '')
    return name === undefined ? navigate(path('/')) : { name }
  },
})

const link = (to: '/' | '/home' | '/profile' | '/once') =>
  html`<a id="to-${to.slice(1) || 'start'}" data-phx-link="redirect" data-phx-link-state="push" href="${path(to)}">${to}</a>`

const start = liveView({
  mount: () => ({}),
  render: () => html`<h1>Start</h1> ${link('/home')} ${link('/once')}`,
})
const greeting = (title: string) =>
  liveView({
    session: Type.Object({ name: Type.String() }),
    mount: ({ session }) => session,
    render: ({ name }) => html`<h1>${title} of ${name}</h1> ${link('/profile')} ${link('/')}`,
  })
const once = liveView({
  mount: () => ({}),
  connect() {
    throw httpError(410, 'It is gone.')
  },
  render: () => html`<h1>Here</h1>`,
})
const widget = liveView({
  session: Type.Object({ by: Type.Integer() }),
  events: { add: Type.Object({}) },
  mount: ({ session }) => ({ count: 0, by: session.by }),
  handleEvent: { add: (live) => live.assign({ count: live.assigns.count + live.assigns.by }) },
  render: ({ count }, on) =>
    html`<h1>${count}</h1><button id="add" phx-click="${on.add}">Add</button> ${link('/')}`,
})

const layout: Layout = ({ csrf, content }) => html`
  <form id="in" method="post" action="/session"><input type="hidden" name="_csrf_token" value="${csrf}"><button>Sign in</button></form>
  <form id="out" method="post" action="/session/end"><input type="hidden" name="_csrf_token" value="${csrf}"><button>Sign out</button></form>
  ${content}`

const rootLayout: RootLayout = ({ csrf, content }) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8"><title>Sign in</title><link rel="icon" href="data:image/png;base64,">
    <meta name="csrf-token" content="${csrf}"><script type="module" src="/app.js"></script>
  </head>
  <body>${content}</body>
</html>`

function ordinaryRoutes(app: FastifyInstance): void {
  app.post('/session', async (_, reply) => {
    const signIn = randomUUID()
    signIns.set(signIn, 'Ana')
    return reply.renewSession({ signIn }, { group: 'Ana' }).redirect('/home')
  })
  app.post('/session/end', async (request, reply) => {
    signIns.delete(String(request.liveSession?.data['signIn']))
    return reply.endSession().redirect('/')
  })
  app.get('/widget', (_, reply) => reply.renderLive(widget, { session: { by: 5 } }))
}

const official = `
  import { Socket } from 'phoenix'
  import { LiveSocket } from 'phoenix_live_view'
  const _csrf_token = document.querySelector('meta[name="csrf-token"]').content
  new LiveSocket('/live', Socket, { params: { _csrf_token } }).connect()`
const oriel = `import { connectLive } from '../../client/live/index.ts'; connectLive()`

async function serveWith(script: string): Promise<LiveApp> {
  const code = await bundleScript(script, import.meta.dirname)
  return serveLive({
    routes: path.routes({
      '/': start,
      '/home': signedIn(greeting('Home')),
      '/profile': signedIn(greeting('Profile')),
      '/once': once,
    }),
    views: { widget },
    rootLayout,
    layout,
    extend(app) {
      ordinaryRoutes(app)
      app.get('/app.js', async (_, reply) => reply.type('text/javascript').send(code))
    },
  })
}

let browser: TestBrowser
const apps = new Map<string, LiveApp>()
beforeAll(async () => {
  browser = await openBrowser()
  apps.set('official', await serveWith(official)).set('own', await serveWith(oriel))
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([...apps.values()].map((app) => app.close()))
})

/** A browser of its own, whose pages must be clean when the test ends. */
async function person(client: string) {
  const { url, app } = apps.get(client)!
  const context = await browser.browser.newContext({ baseURL: url })
  onTestFinished(() => context.close())
  const open = async (at: string) => {
    const { page, assertClean } = await browser.newPage(context)
    onTestFinished(() => assertClean(/status of 410/))
    await page.goto(at)
    await page.locator('.phx-connected').waitFor()
    const sees = (text: string) => expect.poll(() => page.locator('h1').innerText()).toBe(text)
    /** Says later whether the page has been loaded since. */
    const mark = () => page.evaluate(() => Object.assign(window, { isSamePage: true }))
    const isSame = () => page.evaluate(() => 'isSamePage' in window)
    return {
      page,
      sees,
      mark,
      isSame,
      signIn: () => page.click('#in button'),
      signOut: () => page.click('#out button'),
    }
  }
  return { open, app }
}

const clients = ['official', 'own']

test.each(clients)(
  'with the %s client, a form of a live page signs in, and another tab follows',
  async (client) => {
    const { open } = await person(client)
    const [one, two] = [await open('/'), await open('/')]
    await two.mark()
    await one.signIn()
    await one.sees('Home of Ana')
    await expect.poll(two.isSame).toBe(false)
    await two.page.locator('.phx-connected').waitFor()
    await two.page.click('#to-home')
    await two.sees('Home of Ana')
  },
)

test.each(clients)('with the %s client, signing out takes every tab of the browser away', async (client) => {
  const { open } = await person(client)
  const one = await open('/')
  await one.signIn()
  await one.sees('Home of Ana')
  const two = await open('/profile')
  await one.signOut()
  await one.sees('Start')
  await two.sees('Start')
})

test.each(clients)(
  'with the %s client, the end of all sessions of a person reaches another browser',
  async (client) => {
    const [here, there] = [await person(client), await person(client)]
    const pages = [await here.open('/'), await there.open('/')]
    for (const { signIn, sees } of pages) {
      await signIn()
      await sees('Home of Ana')
    }
    signIns.clear()
    await here.app.endSessions('Ana')
    for (const { sees } of pages) await sees('Start')
  },
)

test.each(clients)(
  'with the %s client, navigation loads the page only between live sessions',
  async (client) => {
    const { open } = await person(client)
    const { page, sees, mark, isSame, signIn } = await open('/')
    await signIn()
    await sees('Home of Ana')
    await page.locator('.phx-connected').waitFor()
    await mark()
    await page.click('#to-profile')
    await sees('Profile of Ana')
    expect(await isSame()).toBe(true)
    await page.click('#to-start')
    await sees('Start')
    expect(await isSame()).toBe(false)
  },
)

test.each(clients)(
  'with the %s client, a view that refuses its join is shown as a page of that status',
  async (client) => {
    const { open } = await person(client)
    const { page } = await open('/')
    const answers: number[] = []
    page.on('response', (response) => {
      if (new URL(response.url()).pathname === '/once') answers.push(response.status())
    })
    await page.click('#to-once')
    await page.getByText('could not be joined').waitFor()
    expect(answers).toEqual([410])
    expect(new URL(page.url()).pathname).toBe('/once')
  },
)

test.each(clients)(
  'with the %s client, a view on an ordinary route lives, and its links load pages',
  async (client) => {
    const { open } = await person(client)
    const { page, sees, isSame, mark } = await open('/widget')
    await page.click('#add')
    await sees('5')
    await mark()
    await page.click('#to-start')
    await sees('Start')
    expect(await isSame()).toBe(false)
  },
)
