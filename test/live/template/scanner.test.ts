import { describe, expect, test } from 'vitest'
import { type Place, scan } from '../../../src/live/template/scanner.ts'

/** The strings of a template written with ○ for each hole. */
const strings = (source: string) => source.split('○')
const places = (source: string) => scan(strings(source)).places
const place = (source: string) => places(source)[0]
const isRoot = (source: string) => scan(strings(source)).root

const text: Place = { kind: 'text', plain: false }
const plainText: Place = { kind: 'text', plain: true }
const spread: Place = { kind: 'spread' }
const attribute = (name: string): Place => ({ kind: 'attribute', name })
const refused = (where: string): Place => ({ kind: 'refused', where })

describe('a hole between tags is text', () => {
  test.each([
    '○',
    'a ○ b',
    '<p>○</p>',
    '<br>○',
    '<p>a < b ○</p>',
    '<img alt="<">○',
    '<!-- x -->○',
    '<!doctype html>○',
    '<p>"○"</p>',
  ])('%s', (source) => {
    expect(place(source)).toEqual(text)
  })
})

describe('a hole where no markup can stand is plain text', () => {
  test.each([
    '<textarea>○</textarea>',
    '<title>a ○ b</title>',
    '<TEXTAREA rows="2">○</TEXTAREA>',
    '<title><b>○</b></title>',
  ])('%s', (source) => {
    expect(place(source)).toEqual(plainText)
  })
})

test('after a textarea text is text again', () => {
  expect(places('<textarea>○</textarea>○')).toEqual([plainText, text])
  expect(place('<textarea></textareas></TextArea >○')).toEqual(text)
})

describe('a hole that is all of a quoted value is an attribute', () => {
  test.each([
    ['<a href="○">', 'href'],
    ["<a href='○'>", 'href'],
    ['<a\n  href = "○"\n>', 'href'],
    ['<a HREF="○">', 'href'],
    ['<a class="x" href="○">', 'href'],
    ['<a class="x"href="○">', 'href'],
    ['<a title="a > b" href="○">', 'href'],
    ['<a title=\'"\' href="○">', 'href'],
    ['<a title="İ" href="○">', 'href'],
    ['<a b c=d href="○">', 'href'],
    ['<use xlink:href="○"/>', 'xlink:href'],
    ['<a phx-value-id="○">', 'phx-value-id'],
  ])('%s', (source, name) => {
    expect(place(source)).toEqual(attribute(name))
  })
})

test('every hole of a tag has its own place', () => {
  expect(places('<a href="○" class="○" ○ title="a ○">○</a>')).toEqual([
    attribute('href'),
    attribute('class'),
    spread,
    { kind: 'piece', name: 'title', first: false, settled: true },
    text,
  ])
})

describe('a hole that is a part of a quoted value is a piece', () => {
  test.each([
    ['<a href="/○">', [{ first: false, settled: true }]],
    ['<a href="○/">', [{ first: true, settled: false }]],
    [
      '<a href="○○">',
      [
        { first: true, settled: false },
        { first: false, settled: false },
      ],
    ],
    [
      '<a href="○/○">',
      [
        { first: true, settled: false },
        { first: false, settled: true },
      ],
    ],
    [
      '<a href="○s○">',
      [
        { first: true, settled: false },
        { first: false, settled: false },
      ],
    ],
    ['<a href="page○">', [{ first: false, settled: true }]],
    ['<a href="java○">', [{ first: false, settled: false }]],
    ['<a href=" J○">', [{ first: false, settled: false }]],
    ['<a href="mailto:○">', [{ first: false, settled: true }]],
    [
      '<a href="?a=○&b=○">',
      [
        { first: false, settled: true },
        { first: false, settled: true },
      ],
    ],
    ['<a href=" ○">', [{ first: false, settled: false }]],
  ] as const)('%s', (source, expected) => {
    expect(places(source)).toEqual(expected.map((each) => ({ kind: 'piece', name: 'href', ...each })))
  })
})

describe('a hole between attributes is a spread', () => {
  test.each([
    '<a ○>',
    '<a class="x" ○>',
    '<a disabled ○>',
    '<a b=c ○>',
    '<a\n○\n>',
    '<a ○ class="x">',
    '<br ○/>',
  ])('%s', (source) => {
    expect(place(source)).toEqual(spread)
  })
})

test('after a spread that follows a bare attribute the tag goes on', () => {
  expect(places('<input disabled ○ value="○">○')).toEqual([spread, attribute('value'), text])
})

describe('a hole that cannot be made safe is refused', () => {
  test.each([
    ['<script>○</script>', '<script>'],
    ['<style>○</style>', '<style>'],
    ['<SCRIPT>let a = "</p>○"</SCRIPT>', '<script>'],
    ['<script>"</scripts>○"</script>', '<script>'],
    ['<script/>○', '<script>'],
    ['<!-- ○ -->', 'a comment'],
    ['<!-- > ○ -->', 'a comment'],
    ['<!○>', 'a declaration'],
    ['<!doctype ○>', 'a declaration'],
    ['<○>', 'the name of a tag'],
    ['</○>', 'the name of a tag'],
    ['<my-○>', 'the name of a tag'],
    ['<a○>', 'the name of a tag'],
    ['<a href=○>', 'the value of href, which has no quotes'],
    ['<a href = ○>', 'the value of href, which has no quotes'],
    ['<a href=x○>', 'a tag, with no space before it'],
    ['<a href="x"○>', 'a tag, with no space before it'],
    ['<a data-○="x">', 'the name of an attribute'],
  ])('%s', (source, where) => {
    expect(place(source)).toEqual(refused(where))
  })
})

describe('exactly one element is a root', () => {
  test.each([
    '<p>○</p>',
    ' \n <p>○</p> \n ',
    '<!-- a --><p></p><!-- b -->',
    '<br>',
    '<input value="○">',
    '<hr/>',
    '<div><p>a</p>b○</div>',
    '<ul><li>a<li>b</ul>',
    '<P></p>',
    '<svg><path d="○"/></svg>',
    '<svg/>',
    '<textarea>○</textarea>',
    '<script src="/x.js"></script>',
    '<div title="</div>"></div>',
    '<div ○></div>',
  ])('%s', (source) => {
    expect(isRoot(source)).toBe(true)
  })
})

describe('anything else is no root', () => {
  test.each([
    '',
    ' ',
    '○',
    'text',
    '<p></p>text',
    'text<p></p>',
    '<p></p><p></p>',
    '<p></p>○',
    '○<p></p>',
    '<br><br>',
    '<p>',
    '<li>a<li>b',
    '</p>',
    '<p></p></div>',
    '<p></p><',
    '<p></p>< ',
    '<p></p>&amp;',
    '<!-- only a comment -->',
    '<p></p><!-- open',
    '<div/>',
    '<p',
    '<script>',
  ])('%s', (source) => {
    expect(isRoot(source)).toBe(false)
  })
})
