import { attrs, html, js, paths, unsafeHtml } from 'oriel'
import { describe, expect, test } from 'vitest'
import { renderToString } from '../../../src/live/render/to-string.ts'
import { eventRef } from '../../../src/live/template/event.ts'
import type { Hole } from '../../../src/live/template/html.ts'

const on = { save: eventRef<{ id: number }>('save') }
const path = paths('/rooms/:id')

const inText = (value: Hole) => renderToString(html`<p>${value}</p>`)
const inTitle = (value: Hole) => renderToString(html`<a title="${value}">x</a>`)
const inHref = (value: Hole) => renderToString(html`<a href="${value}">x</a>`)
const inClass = (value: Hole) => renderToString(html`<a class="${value}">x</a>`)
const inPart = (value: Hole) => renderToString(html`<a title="a ${value} b">x</a>`)

test('text is escaped', () => {
  expect(inText('<b>&')).toBe('<p>&lt;b&gt;&amp;</p>')
})

test('numbers stand as they are, and nothing stands for nothing', () => {
  expect([0, -1.5, 1e21].map(inText)).toEqual(['<p>0</p>', '<p>-1.5</p>', '<p>1e+21</p>'])
  expect([null, undefined, false, true, ''].map(inText)).toEqual(Array(5).fill('<p></p>'))
})

test('trusted HTML stands as it is', () => {
  expect(inText(unsafeHtml('<b>bold</b>'))).toBe('<p><b>bold</b></p>')
})

test('text in a textarea or a title is escaped, and takes no markup', () => {
  expect(renderToString(html`<textarea>${'</textarea><b>'}</textarea>`)).toBe(
    '<textarea>&lt;/textarea&gt;&lt;b&gt;</textarea>',
  )
  for (const markup of [unsafeHtml('<b>'), html`<b></b>`]) {
    expect(() => renderToString(html`<title>${markup}</title>`)).toThrow('in a textarea or title')
  }
})

test('an attribute without a value is left out, and true gives it an empty one', () => {
  expect([null, undefined, false].map(inTitle)).toEqual(Array(3).fill('<a>x</a>'))
  expect(inTitle(true)).toBe('<a title="">x</a>')
  expect(inTitle('')).toBe('<a title="">x</a>')
})

test('the value of an attribute is escaped', () => {
  expect(inTitle(`"'<&>`)).toBe('<a title="&quot;&#39;&lt;&amp;&gt;">x</a>')
  expect(inTitle(7)).toBe('<a title="7">x</a>')
  expect(renderToString(html`<a title='${"'"}'>x</a>`)).toBe('<a title="&#39;">x</a>')
})

test('a list of classes joins, without those that are nothing', () => {
  expect(inClass(['a', false, null, undefined, 'b "c"'])).toBe('<a class="a b &quot;c&quot;">x</a>')
  expect(inClass([])).toBe('<a class="">x</a>')
  expect(() => inTitle(['a'])).toThrow('A template has a list in the attribute title.')
})

test('a part of an attribute is escaped, and nothing stands for nothing', () => {
  expect(inPart('"')).toBe('<a title="a &quot; b">x</a>')
  expect([null, undefined, false].map(inPart)).toEqual(Array(3).fill('<a title="a  b">x</a>'))
  expect(inPart(3)).toBe('<a title="a 3 b">x</a>')
})

test('a URL that runs a script is refused, also where text follows', () => {
  expect(inHref('javascript:alert(1)')).toBe('<a href="about:blank#refused">x</a>')
  expect(renderToString(html`<a href="${'javascript:alert(1)'}//x">x</a>`)).toBe(
    '<a href="about:blank#refused//x">x</a>',
  )
  expect(renderToString(html`<a href="/go?to=${'javascript:x'}">x</a>`)).toBe(
    '<a href="/go?to=javascript:x">x</a>',
  )
})

test('a path of the app is its URL', () => {
  expect(inHref(path('/rooms/:id', { id: 7, q: 'a&b' }))).toBe('<a href="/rooms/7?q=a%26b">x</a>')
})

test('an event is its name, and with a payload the commands that push it', () => {
  expect(renderToString(html`<a phx-click="${on.save}">x</a>`)).toBe('<a phx-click="save">x</a>')
  expect(renderToString(html`<a phx-click="${on.save({ id: 3 })}">x</a>`)).toBe(
    '<a phx-click="[[&quot;push&quot;,{&quot;event&quot;:&quot;save&quot;,&quot;value&quot;:{&quot;id&quot;:3}}]]">x</a>',
  )
})

test('a chain of commands is its JSON', () => {
  expect(renderToString(html`<a phx-click="${js.push(on.save).hide('#m')}">x</a>`)).toBe(
    '<a phx-click="[[&quot;push&quot;,{&quot;event&quot;:&quot;save&quot;}],[&quot;hide&quot;,{&quot;to&quot;:&quot;#m&quot;}]]">x</a>',
  )
})

test('attributes are spread, each as it would stand alone', () => {
  const spread = attrs({
    href: 'javascript:x',
    title: '"',
    hidden: true,
    id: null,
    class: false,
    tabindex: 0,
  })
  expect(renderToString(html`<a ${spread}>x</a>`)).toBe(
    '<a  href="about:blank#refused" title="&quot;" hidden="" tabindex="0">x</a>',
  )
  expect(renderToString(html`<a ${null}>x</a>`)).toBe('<a >x</a>')
})

test('a URL that is spread is refused in any case of its name', () => {
  expect(renderToString(html`<a ${attrs({ HRef: 'javascript:x' })}>x</a>`)).toContain('about:blank#refused')
})

test('only attributes are spread, and none that could run a script', () => {
  expect(() => renderToString(html`<a ${'href'}>x</a>`)).toThrow('where only attrs({ … }) fits')
  for (const name of ['onclick', 'ONLOAD', 'style', 'srcdoc', 'a b', 'a"', 'a=', '', '>']) {
    expect(() => renderToString(html`<a ${attrs({ [name]: 'x' })}>x</a>`)).toThrow(
      `attrs() was given "${name}", which is no attribute that may be set.`,
    )
  }
})

const wrong = (value: unknown) => value as Hole

describe('what cannot be shown is an error that says what and where', () => {
  const remedy = 'Give it text, a number, or what html, each, on or js make.'
  test.each([
    [() => inText(wrong(Promise.resolve())), `A template has a promise in text. ${remedy}`],
    [() => inText(wrong({})), `A template has a value of type object in text. ${remedy}`],
    [() => inText(wrong(() => {})), `A template has a value of type function in text. ${remedy}`],
    [() => inText(wrong(Symbol('x'))), 'A template has a value of type symbol in text.'],
    [() => inText(wrong(new Date(0))), 'A template has a value of type object in text.'],
    [() => inText(on.save), 'A template has a value of type function in text.'],
    [() => inTitle(wrong({})), 'A template has a value of type object in the attribute title.'],
    [() => inTitle(html`x`), 'A template has a value of type object in the attribute title.'],
    [() => inTitle(unsafeHtml('x')), 'A template has a value of type object in the attribute title.'],
    [() => inTitle(wrong(Promise.resolve())), 'A template has a promise in the attribute title.'],
    [() => inPart(on.save), 'A template has a value of type function in a part of the attribute title.'],
    [() => inPart(['a']), 'A template has a list in a part of the attribute title.'],
    [() => inPart(true), 'A template has a value of type boolean in a part of the attribute title.'],
  ])('%#', (render, message) => {
    expect(render).toThrow(
      expect.objectContaining({ code: 'template_value', message: expect.stringContaining(message) }),
    )
  })
})

test('a plain object cannot pass for a template', () => {
  const forged = { strings: ['<script>alert(1)</script>'], values: [] }
  expect(() => inText(forged as unknown as Hole)).toThrow('A template has a value of type object in text.')
})

test('the error of a value shows the hole in the template that it stands in, of nested ones the inner', () => {
  const list = [{}, {}] as unknown as readonly Hole[]
  expect(() => inText(html`<p id="a">${1} and ${wrong({})}</p>`)).toThrow(
    'See hole 2 of the template `…and $',
  )
  expect(() => renderToString(html`<ul>${list}</ul>`)).toThrow('See hole 1 of the template `…<ul>$')
})
