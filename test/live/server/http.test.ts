import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type LiveApp, serveLive } from '../../support/live-app.ts'
import { WireBrowser } from '../../support/wire-client.ts'
import { layout, routes } from './views.ts'

let live: LiveApp
let behindProxy: LiveApp

beforeAll(async () => {
  const extend: Parameters<typeof serveLive>[0]['extend'] = (app) => {
    app.post('/form', async (request) => ({ body: request.body, address: request.ip }))
    app.delete('/thing', async () => 'deleted')
    app.get('/plain', async () => 'plain')
  }
  live = await serveLive({ routes, layout, extend })
  behindProxy = await serveLive({ routes, layout, extend, trustProxy: true })
})
afterAll(() => Promise.all([live.close(), behindProxy.close()]))

/** A new browser that has a session, and a token for its forms. */
async function visitor() {
  const browser = new WireBrowser(live.url)
  const { tokens } = await browser.get('/')
  return { browser, csrf: tokens.csrf }
}

const form = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
})

test('a page is HTML in UTF-8 with its title, its view and the tokens for its socket', async () => {
  const { status, headers, body, tokens } = await new WireBrowser(live.url).get('/')
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(body).toContain('<title>Count 0</title>')
  expect(body).toContain('<p id="count">0</p>')
  expect(tokens.id).toMatch(/^phx-[\w-]{16}$/)
  expect(body).toMatch(/<div id="phx-[\w-]+" data-phx-main data-phx-session="[^"]+" data-phx-static="[^"]+">/)
})

test('every page has another container, and another CSRF token', async () => {
  const browser = new WireBrowser(live.url)
  const [one, two] = [(await browser.get('/')).tokens, (await browser.get('/')).tokens]
  expect(one.id).not.toBe(two.id)
  expect(one.csrf).not.toBe(two.csrf)
})

test('parameters that do not fit the view get status 400', async () => {
  expect((await new WireBrowser(live.url).get('/rooms/7')).status).toBe(200)
  expect((await new WireBrowser(live.url).get('/rooms/x')).status).toBe(400)
})

test('a path that no route has gets status 404', async () => {
  expect((await new WireBrowser(live.url).get('/nowhere')).status).toBe(404)
})

test('a view that throws while it mounts gets status 500', async () => {
  expect((await new WireBrowser(live.url).get('/broken')).status).toBe(500)
})

test('a HEAD request is answered as a GET without its body', async () => {
  const { status, body } = await new WireBrowser(live.url).get('/', { method: 'HEAD' })
  expect([status, body]).toEqual([200, ''])
})

test('every answer carries the secure headers, also one that is no page of ours', async () => {
  for (const path of ['/', '/plain', '/nowhere', '/broken']) {
    const { headers } = await new WireBrowser(live.url).get(path)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'self'"),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
  }
})

test('the policy allows no inline script or style, no plugin, and no frame of another site', async () => {
  const { headers } = await new WireBrowser(live.url).get('/')
  const policy = (headers.get('content-security-policy') ?? '').split(';')
  expect(policy).toEqual(
    expect.arrayContaining([
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'self'",
      "form-action 'self'",
      "frame-ancestors 'self'",
    ]),
  )
  expect(policy.join()).not.toMatch(/unsafe|trusted-types/)
})

test('pages that name the policies of their scripts take markup and code from no other', async () => {
  const strict = await serveLive({ routes: [], trustedTypes: ['oriel', 'another'] })
  onTestFinished(strict.close)
  const { headers } = await new WireBrowser(strict.url).get('/')
  expect(headers.get('content-security-policy')?.split(';')).toEqual(
    expect.arrayContaining(["require-trusted-types-for 'script'", 'trusted-types oriel another']),
  )
})

test('the session cookie is given once, is not for scripts, and is lax', async () => {
  const browser = new WireBrowser(live.url)
  const [cookie, ...more] = (await browser.get('/')).headers.getSetCookie()
  expect(cookie).toMatch(/^oriel_session=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax$/)
  expect(more).toEqual([])
  expect((await browser.get('/')).headers.getSetCookie()).toEqual([])
})

test('a forged session cookie is replaced', async () => {
  const browser = new WireBrowser(live.url)
  browser.cookies.set('oriel_session', 'forged')
  expect((await browser.get('/')).headers.getSetCookie()).toHaveLength(1)
})

const https: InjectOptions = {
  url: '/',
  headers: {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'chat.example',
    'x-forwarded-for': '10.9.8.7',
  },
}

test('behind a trusted proxy the scheme of the browser decides whether cookies are secure', async () => {
  const { headers } = await behindProxy.app.inject(https)
  expect(headers['set-cookie']).toContain('; Secure')
  expect(headers['strict-transport-security']).toBe('max-age=31536000')
})

test('headers of a proxy that is not trusted change nothing', async () => {
  const { headers } = await live.app.inject(https)
  expect(headers['set-cookie']).not.toContain('Secure')
  expect(headers).not.toHaveProperty('strict-transport-security')
})

test('over plain HTTP nothing asks for TLS', async () => {
  const { headers } = await behindProxy.app.inject('/')
  expect(headers['set-cookie']).not.toContain('Secure')
  expect(headers).not.toHaveProperty('strict-transport-security')
})

test('a form with the token of its session is taken, in a field or in a header', async () => {
  const { browser, csrf } = await visitor()
  const inField = await browser.get('/form', form({ a: '1', _csrf_token: csrf }))
  expect([inField.status, JSON.parse(inField.body).body]).toEqual([200, { a: '1', _csrf_token: csrf }])
  expect((await browser.get('/form', form({}, { 'x-csrf-token': csrf }))).status).toBe(200)
  expect((await browser.get('/thing', { method: 'DELETE', headers: { 'x-csrf-token': csrf } })).status).toBe(
    200,
  )
})

test('a form without a token, with a made-up one, or with that of another session, is refused', async () => {
  const { browser } = await visitor()
  const stranger = await visitor()
  for (const fields of [{}, { _csrf_token: '' }, { _csrf_token: 'x' }, { _csrf_token: stranger.csrf }]) {
    const { status, body } = await browser.get('/form', form(fields))
    expect([status, JSON.parse(body).message]).toEqual([403, expect.stringContaining('Load its page again')])
  }
  expect((await browser.get('/thing', { method: 'DELETE' })).status).toBe(403)
})

test('a form of a browser that has no session is refused', async () => {
  const { csrf } = await visitor()
  expect((await new WireBrowser(live.url).get('/form', form({ _csrf_token: csrf }))).status).toBe(403)
})

test('a form that another site sends is refused though its token fits', async () => {
  const { browser, csrf } = await visitor()
  for (const origin of ['https://example.com', 'null', 'nonsense', `${live.url}0`]) {
    expect((await browser.get('/form', form({ _csrf_token: csrf }, { origin }))).status).toBe(403)
  }
  expect((await browser.get('/form', form({ _csrf_token: csrf }, { origin: live.url }))).status).toBe(200)
})

test('a request that only reads needs no token', async () => {
  expect(
    (await new WireBrowser(live.url).get('/plain', { headers: { origin: 'https://example.com' } })).body,
  ).toBe('plain')
})

test('a page is kept by no cache that would show it to another', async () => {
  const { headers } = await new WireBrowser(live.url).get('/')
  expect(headers.get('cache-control')).toBe('private, no-cache')
})

test('a request whose host makes no URL is answered with 400', async () => {
  const { statusCode, body } = await live.app.inject({ url: '/', headers: { host: 'no host at all' } })
  expect([statusCode, JSON.parse(body).code]).toEqual([400, 'malformed_url'])
})
