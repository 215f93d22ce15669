import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { html, liveView, type RootLayout, route, Type } from 'oriel'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { buildPackage } from '../../client/build.mjs'
import { readManifest, serveAssets } from '../../src/assets.ts'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import { type LiveApp, serveLive } from '../support/live-app.ts'
import { openPage } from '../support/open-page.ts'

const root = join(import.meta.dirname, '../..')

let folder: string
let browser: TestBrowser
beforeAll(async () => {
  mkdirSync(join(root, 'test-results'), { recursive: true })
  folder = await mkdtemp(join(root, 'test-results/package-'))
  await buildPackage({ outdir: folder })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

const exported: Readonly<Record<string, { readonly types: string; readonly default: string }>> = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
).exports

/** Where the test has built what the package has in `dist/browser`. */
const built = (path: string) => join(folder, path.replace('./dist/browser/', ''))

const counter = liveView({
  events: { add: Type.Object({}) },
  mount: () => ({ count: 0 }),
  handleEvent: { add: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ count }, on) => html`<button phx-click="${on.add}">${count}</button>`,
})

/** How a page may load the client, and what the script of the app then is. */
const ways = {
  'with script tags': {
    layout: documentOf(
      ({ assets }) => html`
        <script defer src="${assets('oriel.debug.iife.js')}"></script>
        <script defer src="${assets('oriel.iife.js')}"></script>
        <script defer src="/start.js"></script>`,
    ),
    start: 'oriel.connectLive()',
  },
  'as modules': {
    layout: documentOf(
      ({ assets }) =>
        html`<script type="module" src="/start.js" data-client="${assets('oriel.js')}"></script>`,
    ),
    start: `
      const { client } = document.querySelector('[data-client]').dataset
      const { connectLive } = await import(client)
      connectLive()`,
  },
} as const

function documentOf(scripts: RootLayout): RootLayout {
  return (page) => html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8"><meta name="csrf-token" content="${page.csrf}"><title>${page.title}</title>
        ${scripts(page)}
      </head>
      <body>${page.content}</body>
    </html>`
}

async function serve(way: keyof typeof ways): Promise<LiveApp> {
  const { layout, start } = ways[way]
  const live = await serveLive({
    routes: [route('/', counter)],
    rootLayout: layout,
    assets: readManifest(folder),
    trustedTypes: ['oriel'],
    extend: (app) => {
      app.get('/start.js', async (_, reply) => reply.type('text/javascript').send(start))
      app.register((scope) => serveAssets(scope, folder))
    },
  })
  onTestFinished(live.close)
  return live
}

test.for(Object.keys(ways) as (keyof typeof ways)[])('a page loads the client %s', async (way) => {
  const { page, sees } = await openPage(browser, (await serve(way)).url)
  await page.click('button')
  await sees('button', '1')
})

test('every file is kept for ever by the browser, under a name that changes with its content', async () => {
  const { app } = await serve('with script tags')
  const manifest: Readonly<Record<string, string>> = JSON.parse(
    readFileSync(join(folder, 'manifest.json'), 'utf8'),
  )
  expect(Object.keys(manifest)).toEqual([
    'oriel.js',
    'oriel.iife.js',
    'oriel.debug.js',
    'oriel.debug.iife.js',
  ])
  for (const [name, written] of Object.entries(manifest)) {
    expect(written).toMatch(new RegExp(`^${name.replace('.js', '')}-[0-9a-f]{8}\\.js$`))
    for (const file of [written, `${written}.map`]) {
      const { statusCode, headers } = await app.inject(`/assets/${file}`)
      expect([statusCode, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
    }
  }
})

test.for(['./client', './client/debug'])(
  'the package exports %s with its types',
  { timeout: 60_000 },
  (door) => {
    const { types, default: script } = exported[door]!
    expect(readFileSync(built(script), 'utf8')).toMatch(/export\s*\{/)
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const compile = (...args: readonly string[]) => {
      try {
        return execFileSync(process.execPath, [tsc, ...args], { encoding: 'utf8' })
      } catch (error) {
        return String((error as { stdout?: string }).stdout)
      }
    }
    expect(compile('-p', join(root, 'client/tsconfig.build.json'), '--outDir', join(folder, 'types'))).toBe(
      '',
    )
    const app = join(folder, 'app.ts')
    const declared = built(types).replace(/\.d\.ts$/, '.js')
    writeFileSync(
      app,
      door === './client'
        ? `import { connectLive } from '${declared}'
         connectLive({ longPollFallbackMs: 0, hooks: { Name: { mounted() { this.pushEvent('event', {}) } } } })
         // @ts-expect-error There is no such option.
         connectLive({ unknown: true })`
        : `import { debug } from '${declared}'
         debug.simulate({ latency: 400, jitter: 200, loss: 0.05 })
         // @ts-expect-error It is a number.
         debug.simulate({ latency: 'long' })`,
    )
    const strict = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--types',
      '',
      '--target',
      'es2022',
      '--module',
      'esnext',
    ]
    expect(compile(app, ...strict, '--moduleResolution', 'bundler', '--lib', 'es2023,dom,dom.iterable')).toBe(
      '',
    )
  },
)
