import { html, liveView } from 'oriel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveApp, serveLive } from '../../support/live-app.ts'
import { visit } from './visit.ts'

const page = liveView({
  mount: () => ({ isOld: false }),
  connect: (live, { staticChanged }) => live.assign({ isOld: staticChanged }),
  render: ({ isOld }) => html`<p>${isOld ? 'old' : 'new'}</p>`,
})
const routes = [{ path: '/', view: page }]

let live: LiveApp
let plain: LiveApp
beforeAll(async () => {
  live = await serveLive({
    routes,
    rootLayout: ({ csrf, assets, content }) =>
      html`<meta name="csrf-token" content="${csrf}"><script src="${assets('app.js')}"></script>${content}`,
    assets: { url: (name) => `/files/2-${name}`, isCurrent: (path) => path.startsWith('/files/2-') },
  })
  plain = await serveLive({ routes })
})
afterAll(() => Promise.all([live.close(), plain.close()]))

/** What the view shows to a page that has these files. */
async function shown(app: LiveApp, tracked: unknown): Promise<unknown> {
  const { socket } = await visit(app)
  const { response } = await socket.join('/', { params: { _mounts: 0, _track_static: tracked } })
  return (response['rendered'] as Readonly<Record<string, unknown>>)['0']
}

test('the root layout is given the URLs of the files', async () => {
  const { browser } = await visit(live)
  expect((await browser.get('/')).body).toContain('<script src="/files/2-app.js">')
})

test('a page whose files are current is not told of a change', async () => {
  expect(await shown(live, [`${live.url}/files/2-app.js?x=1`, `${live.url}/files/2-app.css`])).toBe('new')
})

test('a page with one file of an older build is told so', async () => {
  expect(await shown(live, [`${live.url}/files/2-app.js`, `${live.url}/files/1-app.css`])).toBe('old')
})

test('a page that marks no files, or sends what are none, is not told of a change', async () => {
  for (const tracked of [undefined, [], 'x', ['nonsense'], [7], {}]) {
    expect(await shown(live, tracked)).toBe('new')
  }
})

test('without the option every file is current', async () => {
  expect(await shown(plain, [`${plain.url}/assets/old.js`])).toBe('new')
})
