import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { errors, LiveError } from '../../../src/live/kit/error.ts'

interface Section {
  readonly code: string
  readonly heading: string
  readonly remedy: string
}

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')
const sections = page
  .split(/^## /m)
  .slice(1)
  .map((text): Section => {
    const [code = '', heading = '', ...remedy] = text.trim().split('\n\n')
    return { code: code.replaceAll('`', ''), heading, remedy: remedy.join('\n') }
  })

test('the page of errors has every code of the table, in its order, and no other', () => {
  expect(sections.map(({ code }) => code)).toEqual(Object.keys(errors))
})

test('the page of errors says of each code what the table says', () => {
  const headings = Object.values(errors).map(
    ({ fault, status, meaning }) => `${fault}, ${status}. ${meaning}`,
  )
  expect(sections.map(({ heading }) => heading)).toEqual(headings)
})

test('the page of errors says of each code what to do', () => {
  for (const { code, remedy } of sections)
    expect([code, remedy]).toEqual([code, expect.stringMatching(/^[A-Z].{20,}\.$/s)])
})

test('an error knows its fault and its status by its code', () => {
  const cause = new Error('cause')
  const error = new LiveError('invalid_params', 'The page has no such number.', { cause })
  expect(error).toMatchObject({
    name: 'LiveError',
    code: 'invalid_params',
    fault: 'network',
    statusCode: 400,
    cause,
  })
  expect(error.message).toBe('The page has no such number.')
})
