import { html, liveView } from 'oriel'
import { expect, test } from 'vitest'
import type { Container } from '../../../src/live/view/container.ts'

const viewIn = (container: Container) =>
  liveView({ container, mount: () => ({}), render: () => html`<p>inside</p>` })

test('the container of a view is an ordinary element with attributes of its own', () => {
  const container = { tag: 'main', attributes: { class: 'wide', 'aria-label': 'Rooms', 'data-kind': 'room' } }
  expect(viewIn(container).definition.container).toBe(container)
})

test.for(['script', 'table', 'input', 'DIV', 'a b', ''])('a page cannot stand in <%s>', (tag) => {
  expect(() => viewIn({ tag })).toThrow(`The container of a view cannot have the tag "${tag}".`)
})

test.for(['id', 'style', 'onclick', 'data-phx-main', 'phx-hook', 'a b', 'x"'])(
  'the attribute %s is not free for a container',
  (name) => {
    expect(() => viewIn({ attributes: { [name]: 'x' } })).toThrow(
      `The container of a view cannot have the attribute "${name}". Use an ordinary element`,
    )
  },
)
