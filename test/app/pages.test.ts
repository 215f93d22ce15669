import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { readManifest } from '../../src/assets.ts'
import { type ChatterServer, serveChatter } from '../support/chatter-server.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
let server: ChatterServer

beforeAll(async () => {
  server = await serveChatter(database)
})

afterAll(() => server.close())

test('a page that is not there says so, as a page of the site', async () => {
  const { statusCode, body } = await server.app.inject('/nowhere')
  expect(statusCode).toBe(404)
  expect(body).toContain('There is nothing here')
  expect(body).toContain('Go to the front door')
})

test('built files are kept for ever by the browser, since their names change with their content', async () => {
  const page = (await server.app.inject('/')).body
  const script = /src="(\/assets\/app-[^"]+\.js)"/.exec(page)?.[1] ?? ''
  const { statusCode, headers } = await server.app.inject(script)
  expect(statusCode).toBe(200)
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
})

test('pages take markup from our client only', async () => {
  const { headers } = await server.app.inject('/')
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("require-trusted-types-for 'script';trusted-types oriel")
  expect(policy).not.toContain('unsafe')
})

test('a path that climbs out of the built files finds nothing', async () => {
  expect((await server.app.inject('/assets/../package.json')).statusCode).toBe(404)
  expect((await server.app.inject('/assets/%2e%2e/package.json')).statusCode).toBe(404)
})

test('a page marks its script and its style sheet, so that the server can tell when they have changed', async () => {
  const { body } = await server.app.inject('/')
  const { isCurrent } = readManifest(inject('clientBuilds').oriel)
  const marked = [...body.matchAll(/ phx-track-static (?:href|src)="([^"]+)"/g)].map(([, url = '']) => url)
  expect(marked).toEqual([
    expect.stringMatching(/^\/assets\/app-.+\.css$/),
    expect.stringMatching(/^\/assets\/app-.+\.js$/),
  ])
  expect(marked.map(isCurrent)).toEqual([true, true])
  expect(isCurrent('/assets/app-OLD.js')).toBe(false)
})
