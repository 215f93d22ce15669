import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultLimits } from 'oriel/server'
import { expect, onTestFinished, test } from 'vitest'
import { loadConfig } from '../../src/config.ts'
import { root } from './markdown.ts'

const page = readFileSync(join(root, 'docs/operating.md'), 'utf8')

/** The first two columns of the table under a heading, without the marks of code. */
function tableUnder(heading: string): Readonly<Record<string, string>> {
  const [, section = ''] = page.split(`## ${heading}\n`)
  const [table = ''] = section.split('\n## ')
  const rows = [...table.matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)]
  return Object.fromEntries(rows.map(([, name = '', value = '']) => [name, value.replaceAll('`', '')]))
}

/** Every variable that the app reads, and its default as text. */
function readVariables(): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'oriel-docs-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const read: string[] = []
  const environment = new Proxy<Record<string, string>>(
    {},
    {
      get(_, name) {
        read.push(String(name))
        return name === 'DATA_DIR' ? folder : undefined
      },
    },
  )
  const config: Readonly<Record<string, unknown>> = { ...loadConfig(environment) }
  const keyOf = (name: string) => name.toLowerCase().replaceAll(/_(.)/g, (_, letter) => letter.toUpperCase())
  const defaults = Object.fromEntries(read.map((name) => [name, String(config[keyOf(name)] ?? 'none')]))
  return {
    ...defaults,
    DATA_DIR: './.data',
    SECRET_KEY_BASE: 'kept in DATA_DIR',
    IMAGE_DIR: 'images in DATA_DIR',
    IMAGE_BUCKET_REGION: 'us-east-1',
  }
}

test('the table of variables has each one that the app reads, with its default', () => {
  expect(tableUnder('Which variables are there?')).toEqual(readVariables())
})

test('the table of limits has each one, with its default', () => {
  const limits = Object.entries(defaultLimits).map(([name, value]) => [name, String(value)])
  expect(tableUnder('Which limits are there?')).toEqual(Object.fromEntries(limits))
})
