import { dynamicTag, html } from 'oriel'
import { renderToString } from 'oriel/server'
import { expect, test } from 'vitest'
import { shapeOf } from '../../../src/live/template/shape.ts'

test('an element has the name that it is given', () => {
  expect(renderToString(dynamicTag('h2', { id: 'top', hidden: false }, '<b>'))).toBe(
    '<h2  id="top">&lt;b&gt;</h2>',
  )
  expect(renderToString(dynamicTag('my-card', {}, html`<i>x</i>`))).toBe('<my-card ><i>x</i></my-card>')
  expect(renderToString(dynamicTag('p'))).toBe('<p ></p>')
})

test('an element that is always empty has no closing tag', () => {
  expect(renderToString(dynamicTag('hr', { class: 'thin' }))).toBe('<hr  class="thin">')
  expect(() => dynamicTag('hr', {}, 'x')).toThrow('dynamicTag() was given content for <hr>.')
})

test('one name is one template, which is one element', () => {
  const shapes = ['a', 'b'].map((content) => shapeOf(dynamicTag('h3', {}, content).strings))
  expect(shapes[0]).toBe(shapes[1])
  expect(shapes[0]?.root).toBe(true)
  expect(shapeOf(dynamicTag('h4').strings)).not.toBe(shapes[0])
})

test.each(['script', 'style', 'iframe', 'title', 'textarea', 'H1', 'a b', 'p>', '1', '', '-a'])(
  'the name "%s" is refused',
  (name) => {
    expect(() => dynamicTag(name, {}, 'x')).toThrow(
      expect.objectContaining({
        code: 'template_value',
        message: expect.stringContaining(`dynamicTag() was given "${name}", which may not be a tag.`),
      }),
    )
  },
)
