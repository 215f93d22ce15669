/** What a view infers, and the mistakes that do not compile: `tsc -p test` is the test. */
import {
  asyncResult,
  component,
  event,
  halt,
  html,
  type Live,
  liveView,
  loading,
  navigate,
  optional,
  paths,
  redirect,
  reply,
  stream,
  Type,
} from 'oriel'
import { topic } from 'oriel/bus'
import { same } from './same.ts'

const path = paths('/', '/rooms/:id')
const said = topic<{ readonly text: string }>('said')
const counted = topic<number>('counted')

interface Todo {
  readonly id: number
}

interface Assigns {
  count: number
  error: string | undefined
  todos: ReturnType<typeof stream<Todo>>
}

/** Everything is inferred, and nothing is written in angle brackets. */
export const inferred = liveView({
  params: Type.Object({ id: Type.String(), page: Type.Optional(Type.Integer()) }),
  session: Type.Object({ id: Type.String() }),
  events: {
    inc: Type.Object({ by: Type.Number() }),
    save: Type.Object({ name: Type.String() }),
    plain: Type.Object({}),
    repeated: event(Type.Object({ size: Type.Integer() }), { repeat: true }),
  },
  topics: { said, counted },
  mount({ params, session, url, navigation }) {
    same<typeof navigation, 'load' | 'navigate'>(true)
    same<typeof params, { id: string; page?: number }>(true)
    same<typeof session.id, string>(true)
    same<typeof url, URL>(true)
    return { count: 0, error: optional<string>(), todos: stream<Todo>([]) }
  },
  handleParams(live, params, url) {
    same<typeof live, Live<Assigns>>(true)
    same<typeof live.navigation, 'load' | 'navigate' | 'patch'>(true)
    same<typeof params, { id: string; page?: number }>(true)
    same<typeof url, URL>(true)
  },
  connect(live, { params, info }) {
    same<typeof params, Readonly<Record<string, unknown>>>(true)
    same<typeof info.address, string>(true)
    live.every(1000, () => live.assign({ count: live.assigns.count + 1 }))
  },
  handleEvent: {
    inc(live, payload) {
      same<typeof payload, { by: number }>(true)
      live.assign({ count: live.assigns.count + payload.by, error: undefined })
      // @ts-expect-error a misspelt assign
      live.assign({ cuont: 1 })
      // @ts-expect-error an assign of another type
      live.assign({ count: '1' })
      // @ts-expect-error assigns are replaced, not written to
      live.assigns.count = 2
      // @ts-expect-error no such assign
      live.assigns.cuont
      // @ts-expect-error another item
      live.assigns.todos.insert({ name: 'x' })
      // @ts-expect-error a bare path
      live.navigate('/')
      // @ts-expect-error a bare path
      live.patch('/rooms/1')
      // @ts-expect-error a kind that is not shown
      live.flash('warning', 'x')
      // @ts-expect-error what is pushed is an object
      live.push('done', 7)
      live.navigate(path('/rooms/:id', { id: 1 }), { replace: true })
    },
    save: async (_, { name }) => reply({ name }),
    plain: () => {},
    repeated: (_, payload) => same<typeof payload, { size: number }>(true),
  },
  handleInfo: {
    said: (_, message) => same<typeof message, { readonly text: string }>(true),
    counted: async (live, count) => live.assign({ count }),
  },
  title: ({ count }) => `${count}`,
  render(assigns, on) {
    same<typeof assigns, Readonly<Assigns>>(true)
    return html`
      <a phx-click="${on.inc}"></a> <a phx-click="${on.inc({ by: 1 })}"></a> <a phx-click="${on.plain}"></a>
      ${
        // @ts-expect-error a payload of another type
        on.inc({ by: '1' })
      }
      ${
        // @ts-expect-error a key that the event does not have
        on.inc({ to: 1 })
      }
      ${
        // @ts-expect-error an event that is not declared
        on.dec
      }
      ${
        // @ts-expect-error an object in a hole
        assigns.todos
      }`
  },
})

/** Mount may lead elsewhere, and its assigns are those of the other case. */
export const guarded = liveView({
  params: Type.Object({ user: Type.Optional(Type.String()) }),
  async mount({ params }) {
    if (!params.user) return navigate(path('/'), { flash: { error: 'Who are you?' } })
    if (params.user === 'x') return redirect('https://example.com')
    return { user: params.user }
  },
  render({ user }) {
    same<typeof user, string>(true)
    return html`${user}`
  },
})

/** Topics may follow from parameters and session. */
export const followed = liveView({
  params: Type.Object({ id: Type.String() }),
  topics: ({ params }) => ({ said: topic<string>(`said ${params.id}`) }),
  mount: () => ({ last: '' }),
  handleInfo: { said: (live, last) => live.assign({ last }) },
  render: ({ last }) => html`${last}`,
})

const rest = { mount: () => ({}), render: () => html`` }
const Nothing = Type.Object({})

liveView({
  ...rest,
  events: { save: Nothing, drop: Nothing },
  // @ts-expect-error a handler is missing
  handleEvent: { save: () => {} },
})

liveView({
  ...rest,
  events: { save: Nothing },
  handleEvent: {
    save: () => {},
    // @ts-expect-error no such event
    drop: () => {},
  },
})

liveView({
  ...rest,
  topics: { said },
  // @ts-expect-error a handler is missing
  handleInfo: {},
})

liveView({
  ...rest,
  topics: { counted },
  // @ts-expect-error the topic carries numbers
  handleInfo: { counted: (_: unknown, text: string) => void text },
})

liveView({
  ...rest,
  events: { save: Nothing },
  handleEvent: {
    // @ts-expect-error an event answers with reply(), or with nothing
    save: () => ({ ok: true }),
  },
})

liveView({
  ...rest,
  events: { save: Nothing },
  handleEvent: {
    // @ts-expect-error an event leads elsewhere by live.navigate
    save: () => navigate(path('/')),
  },
})

liveView({
  mount: () => ({}),
  // @ts-expect-error a page is a template
  render: () => '<p></p>',
})

// @ts-expect-error a view shows something
liveView({ mount: () => ({}) })

liveView({
  // @ts-expect-error a schema is an object
  params: Type.String(),
  ...rest,
})

// @ts-expect-error mount leads to a path of the app
navigate('/')
// @ts-expect-error a reply is an object
reply('done')

// Only an assign that is loaded can be loaded, with what it holds.
liveView({
  mount: () => ({ report: loading<{ total: number }>(), count: 0 }),
  connect(live) {
    live.assignAsync('report', async () => ({ total: 1 }))
    // @ts-expect-error the task gives something else
    live.assignAsync('report', async () => 'text')
    // @ts-expect-error not loaded
    live.assignAsync('count', async () => 1)
    // @ts-expect-error misspelt
    live.assignAsync('reprot', async () => ({ total: 1 }))
    live.startAsync(
      'sum',
      async () => 1,
      (outcome) => live.assign({ count: outcome.ok ? outcome.value : 0 }),
    )
  },
  render: ({ report }) => html`${asyncResult(report, { ok: ({ total }) => html`${total}` })}`,
})

// Rows are loaded into a stream, and a result that holds a number tells how far that is.
liveView({
  mount: () => ({ todos: stream<Todo>([]), loaded: loading<number>(), report: loading<Todo>(), count: 0 }),
  connect(live) {
    live.streamAsync('todos', async () => [{ id: 1 }], { result: 'loaded', at: 0, limit: 10, reset: true })
    // @ts-expect-error other items
    live.streamAsync('todos', async () => [{ name: 'x' }], { result: 'loaded' })
    // @ts-expect-error not a stream
    live.streamAsync('count', async () => [{ id: 1 }], { result: 'loaded' })
    // @ts-expect-error misspelt
    live.streamAsync('tods', async () => [{ id: 1 }], { result: 'loaded' })
    // @ts-expect-error a result that holds something else
    live.streamAsync('todos', async () => [{ id: 1 }], { result: 'report' })
    // @ts-expect-error nothing tells how far it is
    live.streamAsync('todos', async () => [{ id: 1 }])
  },
  render: () => html``,
})

// What a hook is given follows from its stage, and only an event is answered.
liveView({
  mount: () => ({ count: 0 }),
  connect(live) {
    same<(() => void)[], ReturnType<typeof live.attachHook>[]>(true)
    live.attachHook('params', ({ params, url, action }) => {
      same<typeof params, Readonly<Record<string, unknown>>>(true)
      same<typeof url, URL>(true)
      same<typeof action, string | undefined>(true)
    })
    live.attachHook('event', ({ event, payload }) => {
      same<typeof event, string>(true)
      same<typeof payload, Readonly<Record<string, unknown>>>(true)
      return event === 'save' ? halt({ saved: false }) : halt()
    })
    live.attachHook('info', async ({ topic: key, message }) => {
      same<typeof key, string>(true)
      same<typeof message, unknown>(true)
      return halt()
    })
    live.attachHook('async', ({ name, outcome }) => (name === 'x' && !outcome.ok ? halt() : undefined))
    live.attachHook('render', () => live.push('rendered'))
    // @ts-expect-error nobody waits for an answer to a message
    live.attachHook('info', () => halt({ ok: false }))
    // @ts-expect-error a render is past
    live.attachHook('render', () => halt())
    // @ts-expect-error no such stage
    live.attachHook('mount', () => {})
    // @ts-expect-error an event has no message
    live.attachHook('event', ({ message }) => void message)
  },
  render: () => html``,
})

component({
  mount: () => ({}),
  update(live) {
    live.attachHook('event', () => halt({ ok: false }))
    // @ts-expect-error a component has no URL
    live.attachHook('params', () => {})
    // @ts-expect-error a component declares no topics
    live.attachHook('info', () => {})
  },
  render: () => html`<p></p>`,
})
