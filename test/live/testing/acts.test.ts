import { html, js, liveView, paths, reply, Type } from 'oriel'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { openPage } from './sent.ts'

const path = paths('/')

test('a click sends what the element and its binding carry, and what the test adds', async () => {
  const { view, sent } = await openPage(html`
    <button id="b" value="v" phx-value-step="2" phx-click="inc">+</button>
    <div id="d" phx-click="inc"><span>inner</span></div>
    <ol><li id="l" phx-click="inc">item</li></ol>`)
  await view.click('#b')
  await view.click('#b', { by: 3 })
  await view.click('#d span')
  await view.click('#l')
  expect(sent).toEqual([
    { type: 'click', event: 'inc', value: { step: '2', value: 'v' } },
    { type: 'click', event: 'inc', value: { step: '2', value: 'v', by: 3 } },
    { type: 'click', event: 'inc', value: {} },
    { type: 'click', event: 'inc', value: { value: 0 } },
  ])
})

test('a click gives the reply of its handler, and so does a submit', async () => {
  const view = await openView(
    liveView({
      events: { ask: Type.Object({ what: Type.Optional(Type.String()) }) },
      mount: () => ({}),
      handleEvent: { ask: (_, { what = 'nothing' }) => reply({ what }) },
      render: (_, on) => html`
        <button id="ask" phx-click="${on.ask({ what: 'click' })}">ask</button>
        <form id="form" phx-submit="${on.ask}"><input name="what"></form>`,
    }),
  )
  expect(await view.click('#ask')).toEqual({ what: 'click' })
  expect(await view.submit('#form', { what: 'form' })).toEqual({ what: 'form' })
})

test('every push of a binding is sent in order, also one that stands in another attribute', async () => {
  const commands = JSON.stringify([
    ['push', { event: 'first', value: { a: 1 } }],
    ['hide', { to: '#menu' }],
    ['exec', { attr: 'data-then', to: '#menu' }],
  ])
  const { view, sent } = await openPage(html`
    <button phx-click="${js.exec('data-all', '#menu')}">go</button>
    <div id="menu" data-all='${commands}' data-then='[["push",{"event":"second"}]]'></div>`)
  await view.click('button')
  expect(sent).toEqual([
    { type: 'click', event: 'first', value: { a: 1 } },
    { type: 'click', event: 'second', value: {} },
  ])
})

test('a binding that only acts in the browser cannot be tested without one', async () => {
  const { view } = await openPage(html`<button phx-click="${js.hide('#menu')}">close</button>`)
  await expect(view.click('button')).rejects.toThrow('its commands are for the browser alone')
})

test('a command that navigates is followed, after what was pushed before it', async () => {
  const bindings = JSON.stringify([
    ['push', { event: 'note' }],
    ['navigate', { href: '/?a=1', replace: false }],
    ['push', { event: 'too late' }],
  ])
  const { view, sent } = await openPage(
    html`<button phx-click="${js.exec('data-go')}" data-go='${bindings}'>go</button>`,
  )
  await view.click('button')
  expect(sent).toEqual([{ type: 'click', event: 'note', value: { value: '' } }])
  expect(view.left).toEqual({ to: '/?a=1', kind: 'navigate' })
})

test('a key runs the binding of its element, if the key is the one that it waits for', async () => {
  const { view, sent } = await openPage(html`
    <form id="f"><input name="q" value="x" phx-keydown="send" phx-key="Enter"><i id="i" phx-keyup="up"></i></form>`)
  await view.keydown('input', 'a')
  await view.keydown('input', 'enter')
  await view.keyup('#i', 'a', { altKey: true })
  expect(sent).toEqual([
    { type: 'keydown', event: 'send', value: { value: 'x', key: 'enter' } },
    { type: 'keyup', event: 'up', value: { key: 'a', altKey: true } },
  ])
})

test('a key that no element takes runs what listens on the window', async () => {
  const { view, sent } = await openPage(html`
    <div phx-window-keydown="close" phx-key="Escape"></div><div phx-window-keydown="any"></div>`)
  await view.keydown('body', 'Escape')
  await view.keydown('body', 'x')
  expect(sent).toEqual([
    { type: 'keydown', event: 'close', value: { key: 'Escape' } },
    { type: 'keydown', event: 'any', value: { key: 'Escape' } },
    { type: 'keydown', event: 'any', value: { key: 'x' } },
  ])
  await expect(view.keyup('body', 'x')).rejects.toThrow('no phx-window-keyup')
})

test('focus, blur and a click outside run their bindings', async () => {
  const { view, sent } = await openPage(html`
    <form id="f"><input name="q" phx-focus="in" phx-blur="out"></form>
    <div id="menu" phx-click-away="close"></div>`)
  await view.focus('input')
  await view.blur('input')
  await view.clickAway('#menu')
  expect(sent).toEqual([
    { type: 'focus', event: 'in', value: { value: '' } },
    { type: 'blur', event: 'out', value: { value: '' } },
    { type: 'click', event: 'close', value: {} },
  ])
})

test('an event goes to the component that its target names', async () => {
  const { view, sent } = await openPage(html`
    <div data-phx-component="1"><button id="one" phx-click="x" phx-target="1">1</button></div>
    <div data-phx-component="2" class="list"><i>2</i></div><div data-phx-component="3" class="list"></div>
    <button id="all" phx-click="x" phx-target=".list">all</button>
    <button id="command" phx-click="${js.exec('data-x')}" data-x='${JSON.stringify([['push', { event: 'x', target: 2 }]])}'></button>
    <button id="lost" phx-click="x" phx-target="#nobody"></button>`)
  for (const id of ['one', 'all', 'command']) await view.click(`#${id}`)
  expect(sent.map((event) => 'cid' in event && event.cid)).toEqual([1, 2, 3, 2])
  await expect(view.click('#lost')).rejects.toThrow('The event is for "#nobody", and no element matches')
})

test('a hook pushes to the view, or to the component of an element', async () => {
  const { view, sent } = await openPage(
    html`<div data-phx-component="7"><i id="in"></i></div><i id="out"></i>`,
  )
  await view.pushEvent('x', { a: 1 })
  await view.hook('#in', 'x', { b: 2 })
  await view.hook('#out', 'x')
  expect(sent).toEqual([
    { type: 'hook', event: 'x', value: { a: 1 } },
    { type: 'hook', event: 'x', value: { b: 2 }, cid: 7 },
    { type: 'hook', event: 'x', value: {} },
  ])
})

test('pushed events can be read by their name', async () => {
  const view = await openView(
    liveView({
      events: { say: Type.Object({ word: Type.String() }) },
      mount: () => ({}),
      handleEvent: {
        say(live, { word }) {
          live.push('said', { word })
          live.push('other')
        },
      },
      render: () => html``,
    }),
  )
  await view.pushEvent('say', { word: 'a' })
  await view.pushEvent('say', { word: 'b' })
  expect(view.pushed('said')).toEqual([{ word: 'a' }, { word: 'b' }])
  expect(view.pushed('never')).toEqual([])
})

test('what a view was sent before it left is not waited for', async () => {
  const view = await openView(
    liveView({
      events: { go: Type.Object({}), next: Type.Object({}) },
      mount: () => ({}),
      handleEvent: { go: (live) => live.navigate(path('/', { x: 1 })), next: () => {} },
      render: () => html``,
    }),
  )
  expect(await Promise.all([view.pushEvent('go'), view.pushEvent('next')])).toEqual([undefined, undefined])
  await expect(view.pushEvent('next')).rejects.toThrow('The view has been left for /?x=1')
})
