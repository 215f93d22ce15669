import { html, type Layout, liveView } from 'oriel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveApp, serveLive } from '../../support/live-app.ts'
import { visit } from './visit.ts'

const inner: Layout = ({ csrf, content }) => html`<i title="${csrf}"></i>${content}`
const layout: Layout = (page) => inner({ ...page, content: html`<main>${page.content}</main>` })
const page = liveView({
  mount: ({ csrf }) => ({ csrf }),
  render: ({ csrf }) => html`<b title="${csrf}"></b>`,
})

let live: LiveApp
beforeAll(async () => {
  live = await serveLive({
    routes: [{ path: '/', view: page }],
    layout,
    extend: (app) => app.post('/form', async () => 'taken'),
  })
})
afterAll(() => live.close())

test('forms of the view and of its layout have the token of their session, at the request and at the join', async () => {
  const { browser, socket } = await visit(live)
  const { body } = await browser.get('/')
  const { response } = await socket.join('/')
  const tokens = [
    ...`${body}${JSON.stringify(response).replaceAll('\\"', '"')}`.matchAll(/ title="([^"]+)"/g),
  ]
  expect(tokens).toHaveLength(4)
  for (const [, token] of tokens) {
    const answer = await browser.get('/form', {
      method: 'POST',
      body: new URLSearchParams({ _csrf_token: token! }),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(answer.body).toBe('taken')
  }
})
