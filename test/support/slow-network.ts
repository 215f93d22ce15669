import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { bundleScript } from '../../client/bundle.mjs'

/** The development bundle, for a script tag. */
export const { code: debugScript } = await bundleScript({
  name: 'debug.js',
  entry: join(import.meta.dirname, '../../client/debug/index.ts'),
  format: 'iife',
})

const settings = JSON.stringify({ weather: { latency: 400, jitter: 200, loss: 0.05 } })

/** Gives the sockets of a page the network of a phone: far away, uneven, and some of it lost at first. */
export const slowDown = (page: Page): Promise<unknown> =>
  page.addInitScript(`sessionStorage.setItem('oriel:debug', ${JSON.stringify(settings)})\n${debugScript}`)
