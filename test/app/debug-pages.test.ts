import type { FastifyInstance } from 'fastify'
import { parseHTML } from 'linkedom'
import { component, html, httpError, liveView, route } from 'oriel'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { testDatabase } from '../support/database.ts'
import { memoryImages } from '../support/memory-images.ts'

const { db } = await testDatabase()

const fails = (message: string): never => {
  throw new Error(message, { cause: new Error('the <cause>') })
}

const broken = component({
  mount: () => ({ held: 'by the component' }),
  render: () => fails('in a component'),
})

const assigns = {
  held: '<b>by the view</b>',
  long: 'x'.repeat(5_000),
  many: Array.from({ length: 500 }, () => 7),
}
const pages = [
  route('/in-mount', liveView({ mount: () => fails('<script>in mount</script>'), render: () => html`` })),
  route(
    '/in-params',
    liveView({ mount: () => assigns, handleParams: () => fails('in params'), render: () => html`` }),
  ),
  route('/in-render', liveView({ mount: () => assigns, render: () => fails('in render') })),
  route(
    '/in-title',
    liveView({ mount: () => assigns, title: () => fails('in title'), render: () => html`` }),
  ),
  route('/in-component', liveView({ mount: () => assigns, render: () => html`${broken({ id: 'b' })}` })),
  route('/in-template', liveView({ mount: () => assigns, render: () => html`<p>${{} as string}</p>` })),
  route(
    '/refused',
    liveView({
      mount: () => {
        throw httpError(403, 'refused')
      },
      render: () => html``,
    }),
  ),
]

const apps: FastifyInstance[] = []

const createWith = async (settings: { readonly debugPages?: boolean }) => {
  const config = {
    logLevel: 'silent',
    messageRate: 0,
    secretKeyBase: 'tested '.repeat(10),
    trustProxy: false,
    ...settings,
  } as const
  const app = await createApp({
    config,
    db,
    imageStore: memoryImages(),
    clientDir: inject('clientBuilds').oriel,
    pages,
  })
  apps.push(app)
  return app
}

let app: FastifyInstance
beforeAll(async () => {
  app = await createWith({ debugPages: true })
})
afterAll(async () => {
  for (const each of apps) await each.close()
})

/** What the page of a failed request shows. */
async function shown(path: string, of = app) {
  const { statusCode, body } = await of.inject(path)
  const { document } = parseHTML(body)
  const texts = [...document.querySelectorAll('pre')].map(({ textContent }) => textContent ?? '')
  const where = document.querySelector('main strong')?.textContent
  return { statusCode, body, title: document.querySelector('h1')?.textContent, where, texts }
}

test('a page that fails shows developers the error with its stack and its causes, escaped', async () => {
  const { statusCode, body, title, texts } = await shown('/in-mount')
  expect(statusCode).toBe(500)
  expect(title).toBe('<script>in mount</script>')
  expect(body).not.toContain('<script>in mount')
  expect(texts).toHaveLength(1)
  expect(texts[0]).toContain('debug-pages.test.ts')
  expect(texts[0]).toContain('the <cause>')
})

test('it names the callback that threw, and shows what the view held', async () => {
  const failing = ['mount', 'params', 'render', 'title']
  const found = []
  for (const name of failing) found.push(await shown(`/in-${name}`))
  expect(found.map(({ where }) => where)).toEqual([
    'mount of /in-mount',
    'handleParams of /in-params',
    'render of /in-render',
    'page of /in-title',
  ])
  for (const { texts } of found.slice(1)) expect(texts[1]).toContain('<b>by the view</b>')
})

test('it shows what a live component held that has failed', async () => {
  const { where, texts } = await shown('/in-component')
  expect(where).toBe('render of the component "b" of /in-component')
  expect(texts[1]).toContain('by the component')
})

test('it shows the place in the template of a value that does not fit', async () => {
  const { title } = await shown('/in-template')
  expect(title).toMatch(/^A template has a value of type object in text.* See hole 1 of the template `…<p>/)
})

test('what it shows of assigns is bounded', async () => {
  const { texts } = await shown('/in-render')
  expect(texts[1]?.length).toBeLessThan(3_000)
})

test('a status that a view has chosen is shown as to anybody', async () => {
  const { statusCode, title } = await shown('/refused')
  expect([statusCode, title]).toEqual([403, 'This request was refused'])
})

test('people see nothing of all that', async () => {
  const { statusCode, body, title, texts } = await shown('/in-render', await createWith({}))
  expect([statusCode, title, texts]).toEqual([500, 'Something went wrong', []])
  expect(body).not.toContain('in render')
  expect(body).not.toContain('by the view')
})
