import { html, liveView, Type } from 'oriel'
import { logTurns } from 'oriel/server'
import { openView } from 'oriel/testing'
import { expect, onTestFinished, test } from 'vitest'
import { silentLog } from '../../../src/live/kit/log.ts'

const view = liveView({
  events: { add: Type.Object({}), wait: Type.Object({}) },
  mount: () => ({ count: 0 }),
  handleEvent: {
    add: (live) => live.assign({ count: live.assigns.count + 1 }),
    wait: async (live) => {
      await null
      live.assign({ count: 10 })
    },
  },
  render: ({ count }, on) => html`
    <button id="add" phx-click="${on.add}">Add</button>
    <button id="wait" phx-click="${on.wait}">Wait</button><p>${count}</p>`,
})

function logged(except?: readonly string[]) {
  const lines: [object, string][] = []
  const log = { ...silentLog, debug: (fields: object, text: string) => void lines.push([fields, text]) }
  onTestFinished(logTurns(log, except ? { except } : {}))
  return lines
}

test('each turn of a view is a line with its name and its time', async () => {
  const lines = logged()
  const opened = await openView(view, { path: '/counter' })
  await opened.click('#add')
  await opened.click('#wait')
  const ms = expect.any(Number)
  expect(lines.map(([fields]) => fields)).toEqual([
    { view: '/counter', id: expect.any(String), ms },
    { view: '/counter', id: expect.any(String), name: 'add', ms },
    { view: '/counter', id: expect.any(String), name: 'wait', ms },
  ])
  expect(lines[1]![1]).toMatch(/^event add of \/counter took [\d.]+ ms$/)
})

test('views that are left out write nothing', async () => {
  const lines = logged(['/counter'])
  const opened = await openView(view, { path: '/counter' })
  await opened.click('#add')
  expect(lines).toEqual([])
})
