import { each, html, liveView, type Stream, stream, Type } from 'oriel'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'

interface Item {
  readonly id: string
}

const nothing = Type.Object({})
const itemRow = ({ id }: Item, domId: string) => html`<li id="${domId}">${id}</li>`
const list = (id: string, items: Stream<Item>) =>
  html`<ul id="${id}" phx-update="stream">${each(items, itemRow)}</ul>`

test('streams stand in the rows of a keyed list, and go where their rows go', async () => {
  interface Room extends Item {
    readonly messages: 'lobby' | 'attic'
  }
  const rooms: readonly Room[] = [
    { id: 'l', messages: 'lobby' },
    { id: 'a', messages: 'attic' },
  ]
  const roomRow = ({ id, messages }: Room, streams: Readonly<Record<'lobby' | 'attic', Stream<Item>>>) =>
    html`<section id="${id}">${list(messages, streams[messages])}</section>`
  const view = await openView(
    liveView({
      events: { say: nothing, turn: nothing },
      mount: () => ({ rooms, lobby: stream([{ id: '1' }]), attic: stream([{ id: '2' }]) }),
      handleEvent: {
        say(live) {
          live.assigns.lobby.insert({ id: '3' })
          live.assigns.attic.insert({ id: '4' })
        },
        turn: (live) => live.assign({ rooms: live.assigns.rooms.toReversed() }),
      },
      render: ({ rooms, lobby, attic }) => html`${each(rooms, ({ id }) => id, roomRow, { lobby, attic })}`,
    }),
  )
  await view.pushEvent('say')
  expect([view.texts('#l li'), view.texts('#a li')]).toEqual([
    ['1', '3'],
    ['2', '4'],
  ])
  await view.pushEvent('turn')
  await view.pushEvent('say')
  expect([view.texts('#l li'), view.texts('#a li')]).toEqual([
    ['1', '3'],
    ['2', '4'],
  ])
  expect(view.texts('section')).toEqual(['24', '13'])
})

test('a stream that was hidden shows again only what has come since, so it is reset when it is shown', async () => {
  const view = await openView(
    liveView({
      events: { hide: nothing, add: nothing, show: nothing, showAll: nothing },
      mount: () => ({ isShown: true, items: stream([{ id: '1' }]) }),
      handleEvent: {
        hide: (live) => live.assign({ isShown: false }),
        add: (live) => live.assigns.items.insert({ id: '2' }),
        show: (live) => live.assign({ isShown: true }),
        showAll(live) {
          live.assigns.items.reset([{ id: '1' }, { id: '2' }])
          live.assign({ isShown: true })
        },
      },
      render: ({ isShown, items }) => html`${isShown && list('items', items)}`,
    }),
  )
  await view.pushEvent('hide')
  await view.pushEvent('add')
  expect(view.has('li')).toBe(false)
  await view.pushEvent('show')
  expect(view.texts('li')).toEqual(['2'])
  await view.pushEvent('hide')
  await view.pushEvent('showAll')
  expect(view.texts('li')).toEqual(['1', '2'])
})

test('a stream in the row of another one is sent with its row', async () => {
  const groupRow = ({ id }: Item, domId: string, items: Stream<Item>) =>
    html`<section id="${domId}">${id} ${list('items', items)}</section>`
  const view = await openView(
    liveView({
      events: { add: nothing, renew: nothing },
      mount: () => ({ groups: stream([{ id: 'g' }]), items: stream([{ id: '1' }]) }),
      handleEvent: {
        add: (live) => live.assigns.items.insert({ id: '2' }),
        renew: (live) => live.assigns.groups.insert({ id: 'g' }),
      },
      render: ({ groups, items }) =>
        html`<div id="groups" phx-update="stream">${each(groups, groupRow, items)}</div>`,
    }),
  )
  await view.pushEvent('add')
  expect(view.texts('li')).toEqual(['1'])
  await view.pushEvent('renew')
  expect(view.texts('li')).toEqual(['1', '2'])
})
