import { each, html, liveView, stream, Type } from 'oriel'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'

test('what follows an answer at once is applied after it', async () => {
  const view = await openView(
    liveView({
      events: { open: Type.Object({}) },
      mount: () => ({ isOpen: false, word: 'none' }),
      handleEvent: {
        open(live) {
          live.assign({ isOpen: true, word: 'first' })
          live.send(() => live.assign({ word: 'second' }))
        },
      },
      render: ({ isOpen, word }) => html`<p>${isOpen && html`<b>${word}</b>`}</p>`,
    }),
  )
  await view.pushEvent('open')
  await view.settled()
  expect(view.text('b')).toBe('second')
})

test('a form in the row of a stream can be sent when other rows have come since', async () => {
  const view = await openView(
    liveView({
      events: { add: Type.Object({}), send: Type.Object({ text: Type.String() }) },
      mount: () => ({ rows: stream([{ id: 1 }]), text: '' }),
      handleEvent: {
        add: (live) => live.assigns.rows.insert({ id: 2 }),
        send: (live, { text }) => live.assign({ text }),
      },
      render: ({ rows, text }, on) => html`<p>${text}</p><ul id="rows" phx-update="stream">
        ${each(
          rows,
          ({ id }, domId) =>
            html`<li id="${domId}"><form id="f${id}" phx-submit="${on.send}"><input name="text"></form></li>`,
        )}</ul>`,
    }),
  )
  await view.pushEvent('add')
  await view.submit('#f1', { text: 'hello' })
  expect(view.text('p')).toBe('hello')
})
