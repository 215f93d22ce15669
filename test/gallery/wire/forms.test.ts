import { expect, test } from 'vitest'
import { markup } from '../../../src/live/wire/markup.ts'
import { merge } from '../../../src/live/wire/merge.ts'
import type { Tree } from '../../../src/live/wire/tree.ts'
import { visitAndJoin } from '../../live/server/visit.ts'
import type { WireReply } from '../../support/wire-client.ts'
import { useServedGallery } from '../support/serve.ts'

const live = useServedGallery()

/** What a page shows once the changes are merged into the tree of its join. */
function shownBy(join: WireReply, ...changes: readonly WireReply[]): string {
  const trees = [join.response['rendered'], ...changes.map(({ response }) => response['diff'])]
  // Merging takes a tree apart.
  const whole = structuredClone(trees as Tree[]).reduce(
    (tree, diff) => merge(tree, diff),
    merge(undefined, {}),
  )
  return markup(whole).html
}

/** Opens a page with a form. */
async function open(path: string) {
  const { browser, page, socket, ...join } = await visitAndJoin(live, path)
  const send = (joinRef: string, event: string, value: string, target?: string) => {
    const meta = target === undefined ? {} : { _target: target }
    return socket.send(joinRef, socket.topic, 'event', { type: 'form', event, value, meta })
  }
  return { browser, page, socket, join, send }
}

/** The same after a crash: its view has begun anew, and knows nothing of what was typed. */
async function openCrashed(path: string) {
  const { socket, send, join } = await open(path)
  socket.send(join.joinRef, socket.topic, 'event', { type: 'click', event: 'crash', value: {} })
  await socket.next(([, , , event]) => event === 'phx_error')
  return { socket, send }
}

test('a form is recovered by the events that follow its join at once, and the answers fit the tree of the join', async () => {
  const { socket, send } = await openCrashed('/order')
  const joinRef = socket.sendJoin('/order', { params: { _mounts: 1 } })
  const value =
    'order[table]=4&order[_sort_items][]=1&order[_sort_items][]=0&order[items][1][what]=Cake&order[items][1][count]=2&order[items][0][what]=Tea&order[items][0][count]=x'
  const ref = send(joinRef, 'check', value, 'order[table]')
  const join = await socket.reply(joinRef)
  const recovered = await socket.reply(ref)
  expect(shownBy(join)).not.toContain('Cake')
  const html = shownBy(join, recovered)
  expect(html.indexOf('Cake')).toBeLessThan(html.indexOf('Tea'))
  expect(html).toContain('is not a whole number')
  expect(/<input [^>]*id="order-table"[^>]*>/.exec(html)?.[0]).toContain(' value="4"')
})

test('a form that names another event for it is recovered by that', async () => {
  const { socket, send, join } = await open('/recovery')
  const ref = send(join.joinRef, 'restore', 'number=7', 'number')
  expect(shownBy(join, await socket.reply(ref))).toContain('7, restored')
})

test('a form is left to its action by an attribute that comes when all is right, and goes when it is not', async () => {
  const { socket, send, join } = await open('/trigger-action')
  const submit = (word: string) => socket.reply(send(join.joinRef, 'check', `word=${word}`))
  const refused = await submit('now')
  const fine = await submit('please')
  const again = await submit('now')
  expect(shownBy(join, refused)).toContain('Say the magic word.')
  expect(shownBy(join, refused)).not.toContain('phx-trigger-action')
  expect(shownBy(join, refused, fine)).toContain(' phx-trigger-action=""')
  expect(shownBy(join, refused, fine, again)).not.toContain('phx-trigger-action')
})

test('what is posted then is taken with the token of the page, and only with that', async () => {
  const { browser, page } = await open('/trigger-action')
  const post = (fields: Readonly<Record<string, string>>) =>
    browser.get('/echo', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: live.url },
      body: new URLSearchParams(fields).toString(),
    })
  expect((await post({ word: 'please' })).status).toBe(403)
  expect((await post({ word: 'please', _csrf_token: 'forged' })).status).toBe(403)
  const taken = await post({ word: 'please', via: 'button', _csrf_token: page.csrf })
  expect([taken.status, JSON.parse(taken.body)]).toMatchObject([200, { word: 'please', via: 'button' }])
})
