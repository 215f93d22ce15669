import { html } from 'oriel'
import { describe, expect, test } from 'vitest'
import { shapeOf } from '../../../src/live/template/shape.ts'

const statics = ({ strings }: ReturnType<typeof html>) => shapeOf(strings).statics

test('the shape of a template is worked out once', () => {
  const template = () => html`<p>${1}</p>`
  expect(shapeOf(template().strings)).toBe(shapeOf(template().strings))
})

test('two templates of the same text have two numbers', () => {
  expect(shapeOf(html`<p>${1}</p>`.strings).number).not.toBe(shapeOf(html`<p>${1}</p>`.strings).number)
})

test('an attribute that is all hole is taken out of the text around it', () => {
  expect(statics(html`<a href="${'x'}">y</a>`)).toEqual(['<a', '>y</a>'])
  expect(statics(html`<a class="x"\n href = '${'x'}' id="${'y'}">`)).toEqual(['<a class="x"', '', '>'])
})

test('an attribute right behind another one is taken out alone', () => {
  expect(statics(html`<a class="x"href="${'x'}">`)).toEqual(['<a class="x"', '>'])
})

test('an attribute with text beside its hole stays', () => {
  expect(statics(html`<a href="/${'x'}" title="${'y'}!">`)).toEqual(['<a href="/', '" title="', '!">'])
})

test('the JSON of the text is that of the text', () => {
  const { json, statics } = shapeOf(html`<p title="ä">"${1}"</p>`.strings)
  expect(JSON.parse(json)).toEqual(statics)
})

describe('a hole that can stand nowhere is an error that shows the place and the remedy', () => {
  const remedy = 'Put it into text or into a quoted attribute.'
  test.each([
    [
      () => html`<script>${1}</script>`,
      `Hole 1 of the template \`…<script>\${…}\` stands in <script>. ${remedy}`,
    ],
    [() => html`${1}<!-- ${1} -->`, `Hole 2 of the template \`…<!-- \${…}\` stands in a comment. ${remedy}`],
    [() => html`<${'p'}>`, `Hole 1 of the template \`…<\${…}\` stands in the name of a tag. ${remedy}`],
    [() => html`<a href=${'x'}>`, `stands in the value of href, which has no quotes. ${remedy}`],
    [() => html`<a onclick="${'x'}">`, 'is in onclick. Bind the event with phx-click and the like.'],
    [() => html`<a ONCLICK="x(${'x'})">`, 'is in onclick. Bind the event with phx-click and the like.'],
    [() => html`<a style="color:${'x'}">`, 'is in a style attribute. Choose a class instead'],
    [
      () => html`<iframe srcdoc="${'x'}">`,
      'is in srcdoc, which is a whole document. Point src to a page instead.',
    ],
    [
      () => html`<a href="${'x'}${'y'}">`,
      'could change the scheme of the URL in href. Put the whole URL into one hole, or begin it with its path.',
    ],
    [
      () => html`<a href="java${'x'}">`,
      'could change the scheme of the URL in href. Put the whole URL into one hole',
    ],
    [() => html`<a xlink:href="${'x'}s${'y'}">`, 'could change the scheme of the URL in xlink:href.'],
  ])('%#', (template, message) => {
    expect(() => shapeOf(template().strings)).toThrow(
      expect.objectContaining({ code: 'template_hole', message: expect.stringContaining(message) }),
    )
  })
})

test('pieces of what is no URL stand anywhere', () => {
  expect(statics(html`<p title="${'x'}${'y'}" class="a ${'b'} ${'c'}">`)).toHaveLength(5)
})
