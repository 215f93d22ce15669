import { component, each, html, liveView, stream, Type } from 'oriel'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'

const Nothing = Type.Object({})

/** A view that shows a component for as long as it is told to, and writes down when that ends. */
function openDoor() {
  const ended: string[] = []
  const door = component({
    events: { knock: Nothing, watch: Nothing },
    mount: (_: { name: string }) => ({ knocks: 0 }),
    handleEvent: {
      knock: (live) => live.assign({ knocks: live.assigns.knocks + 1 }),
      watch: (live) => live.onEnd(() => ended.push(live.assigns.name)),
    },
    render: ({ id, name, knocks }, on) =>
      html`<p id="${id}"><button phx-click="${on.knock}">${name} ${knocks}</button><a phx-click="${on.watch}">watch</a></p>`,
  })
  const house = liveView({
    events: { toggle: Nothing },
    mount: () => ({ isShown: true, rooms: stream([{ id: 1 }]) }),
    handleEvent: {
      toggle: (live) => live.assign({ isShown: !live.assigns.isShown }),
    },
    render: ({ isShown, rooms }, on) => html`
      <button id="toggle" phx-click="${on.toggle}">Toggle</button>${isShown && door({ id: 'front', name: 'front' })}
      <ul id="rooms" phx-update="stream">${each(rooms, ({ id }, domId) => html`<li id="${domId}">${door({ id, name: 'room' })}</li>`)}</ul>`,
  })
  return { ended, opened: openView(house) }
}

test('a click in a component is one for that component', async () => {
  const view = await openDoor().opened
  await view.click('#front button')
  expect(view.text('#front button')).toBe('front 1')
})

test('a component in the row of a stream shows what it changes', async () => {
  const view = await openDoor().opened
  await view.click('#rooms button')
  expect(view.text('#rooms button')).toBe('room 1')
})

test('a component that has gone from the page ends', async () => {
  const { opened, ended } = openDoor()
  const view = await opened
  await view.click('#front button')
  await view.click('#front a')
  await view.click('#toggle')
  await view.settled()
  expect(ended).toEqual(['front'])
  await view.click('#toggle')
  expect(view.text('#front button')).toBe('front 0')
})
