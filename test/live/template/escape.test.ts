import fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { escapeHtml, isUrlAttribute, mayBecomeScript, safeUrl } from '../../../src/live/template/escape.ts'

const REFUSED = 'about:blank#refused'

test('the characters that mean something in HTML are escaped', () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;</a>`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;',
  )
})

test('text without such characters is the same text', () => {
  expect(escapeHtml('plain ä 🎈')).toBe('plain ä 🎈')
  expect(escapeHtml('')).toBe('')
})

test('any text is read back as it was, between tags and in an attribute', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', ';', '#', '/', ' ', 'ä') }),
      (text) => {
        const { document } = parseHTML(`<body><p title="${escapeHtml(text)}">${escapeHtml(text)}</p></body>`)
        const paragraph = document.querySelector('p')
        expect([paragraph?.textContent, paragraph?.getAttribute('title')]).toEqual([text, text])
      },
    ),
  )
})

describe('a URL that runs a script is refused', () => {
  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' \n\tjavascript:alert(1)',
    '\u0000\u0001\u001fjavascript:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript\r:alert(1)',
    'j\u0000avascript:alert(1)',
    'javascript :alert(1)',
    'vbscript:x',
    'data:text/html,<script>alert(1)</script>',
    'data:image/svg+xml,<svg onload="alert(1)">',
    'data:,x',
    'DATA:text/html;base64,x',
  ])('%j', (url) => {
    expect(safeUrl(url)).toBe(REFUSED)
  })
})

describe('any other URL is taken as it is', () => {
  test.each([
    '',
    '/',
    '/javascript:x',
    '?q=javascript:x',
    '#javascript:x',
    './data:x',
    'https://example.com/?a=b',
    'mailto:a@example.com',
    'tel:+1',
    'blob:https://example.com/1',
    'data:image/png;base64,AAAA',
    'DATA:image/jpeg;base64,AAAA',
    'javascripts:x',
    'page.html',
  ])('%j', (url) => {
    expect(safeUrl(url)).toBe(url)
  })
})

test('a start that more text can make a script of is recognised', () => {
  for (const start of ['', ' ', 'j', 'JAVA', 'java\tscript', 'javascript:', 'vb', 'data', 'd']) {
    expect(mayBecomeScript(start)).toBe(true)
  }
  for (const start of ['/', 'javascript:x', 'x', 'page', 'https:', '?', '#', './']) {
    expect(mayBecomeScript(start)).toBe(false)
  }
})

test('the attributes that a browser follows are known in any case', () => {
  expect(['href', 'HREF', 'src', 'formAction', 'xlink:href'].every(isUrlAttribute)).toBe(true)
  expect(['title', 'class', 'data-href', 'hrefs'].some(isUrlAttribute)).toBe(false)
})
