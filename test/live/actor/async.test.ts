import { asyncResult, html, liveView, loading, optional, Type } from 'oriel'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { deferred } from './deferred.ts'

/** A view that loads a report when it connects, and again when it is asked to. */
const reportView = (load: (signal: AbortSignal) => Promise<string>) =>
  liveView({
    events: { again: Type.Object({ reset: Type.Boolean() }), cancel: Type.Object({}) },
    mount: () => ({ report: loading<string>() }),
    connect: (live) => live.assignAsync('report', load),
    handleEvent: {
      again: (live, { reset }) => live.assignAsync('report', load, { reset }),
      cancel: (live) => live.cancelAsync('report'),
    },
    render: ({ report }) =>
      html`<p id="${report.state}">${asyncResult(report, {
        loading: () => 'Loading…',
        failed: (error, value) => html`${(error as Error).message}, ${value ?? 'nothing before'}`,
        ok: (value) => html`<b>${value}</b>`,
      })}</p>`,
  })

test('an assign that is loaded says so, and then shows what came', async () => {
  const report = deferred<string>()
  const view = await openView(reportView(() => report.promise))
  expect(view.text('#loading')).toBe('Loading…')
  expect(view.deadHtml).toContain('Loading…')
  report.resolve('done')
  await view.tasksDone()
  expect(view.text('#ok b')).toBe('done')
})

test('a task that fails is shown as failed, and the view lives', async () => {
  const view = await openView(reportView(() => Promise.reject(new Error('no report'))))
  await view.tasksDone()
  expect(view.text('#failed')).toBe('no report, nothing before')
})

test('while an assign is loaded anew it shows what it had, unless it is reset', async () => {
  const reports = [Promise.resolve('one'), new Promise<string>(() => {}), new Promise<string>(() => {})]
  const view = await openView(reportView(() => reports.shift()!))
  await view.tasksDone()
  await view.pushEvent('again', { reset: false })
  expect(view.text('#loading b')).toBe('one')
  await view.pushEvent('again', { reset: true })
  expect(view.text('#loading')).toBe('Loading…')
})

test('a failure keeps the value of before for whoever wants to show it', async () => {
  const reports = [() => Promise.resolve('one'), () => Promise.reject(new Error('gone'))]
  const view = await openView(reportView(() => reports.shift()!()))
  await view.tasksDone()
  await view.pushEvent('again', { reset: false })
  await view.tasksDone()
  expect(view.text('#failed')).toBe('gone, one')
})

test('the result of a cancelled task never lands, and its signal aborts', async () => {
  const report = deferred<string>()
  let signal: AbortSignal | undefined
  const view = await openView(
    reportView((given) => {
      signal = given
      return report.promise
    }),
  )
  await view.pushEvent('cancel')
  expect(signal?.aborted).toBe(true)
  report.resolve('late')
  await view.tasksDone()
  expect(view.text('#loading')).toBe('Loading…')
})

test('a task that is started again replaces the one before, whichever comes back first', async () => {
  const [first, second] = [deferred<string>(), deferred<string>()]
  const reports = [first.promise, second.promise]
  const view = await openView(reportView(() => reports.shift()!))
  await view.pushEvent('again', { reset: false })
  second.resolve('second')
  first.resolve('first')
  await view.tasksDone()
  expect(view.text('#ok b')).toBe('second')
})

test('tasks are aborted when their view ends', async () => {
  let signal: AbortSignal | undefined
  const view = await openView(
    reportView((given) => {
      signal = given
      return new Promise(() => {})
    }),
  )
  expect(signal?.aborted).toBe(false)
  view.disconnect()
  expect(signal?.aborted).toBe(true)
})

test('a task lands as a turn: what it changes is shown, and events go on while it runs', async () => {
  const work = deferred<number>()
  const view = await openView(
    liveView({
      events: { start: Type.Object({}), count: Type.Object({}) },
      mount: () => ({ clicks: 0, sum: optional<number>() }),
      handleEvent: {
        start: (live) =>
          live.startAsync(
            'sum',
            () => work.promise,
            (outcome) => live.assign({ sum: outcome.ok ? outcome.value + live.assigns.clicks : -1 }),
          ),
        count: (live) => live.assign({ clicks: live.assigns.clicks + 1 }),
      },
      render: ({ clicks, sum }, on) => html`
        <button id="start" phx-click="${on.start}">Start</button>
        <button id="count" phx-click="${on.count}">${clicks}</button>
        <p>${sum}</p>`,
    }),
  )
  await view.click('#start')
  await view.click('#count')
  expect(view.text('#count')).toBe('1')
  work.resolve(41)
  await view.tasksDone()
  expect(view.text('p')).toBe('42')
})
