/** What live sessions supply and actions are called, and the mistakes that do not compile: `tsc -p test` is the test. */
import { html, httpError, liveSession, liveView, navigate, paths, route, Type } from 'oriel'
import { same } from './same.ts'

const rest = { mount: () => ({}), render: () => html`` }
const path = paths('/', '/sign-in', '/rooms/:id', '/rooms/:id/edit')

interface User {
  readonly id: number
  readonly name: string
  readonly seen: Date
}
declare const find: (id: string | undefined) => Promise<User | undefined>

const plain = liveView(rest)
const greeting = liveView({
  session: Type.Object({ id: Type.String(), user: Type.Object({ name: Type.String() }) }),
  mount: ({ session }) => {
    same<typeof session, { id: string; user: { name: string } }>(true)
    return { name: session.user.name }
  },
  render: ({ name }) => html`${name}`,
})
const admin = liveView({ session: Type.Object({ role: Type.String() }), ...rest })

const signedIn = liveSession({
  name: 'signed-in',
  data: Type.Object({ userId: Type.Optional(Type.String()) }),
  async onMount({ session, params, url }) {
    same<typeof session.id, string>(true)
    same<typeof session.data, { userId?: string }>(true)
    same<typeof params, Readonly<Record<string, string>>>(true)
    same<typeof url, URL>(true)
    if (session.data.userId === 'x') throw httpError(403, 'Not you.')
    const user = await find(session.data.userId)
    return user ? { user } : navigate(path('/sign-in'))
  },
})
const open = liveSession({ name: 'open' })

const room = liveView({
  actions: ['show', 'edit'],
  params: Type.Object({ id: Type.String() }),
  session: Type.Object({ user: Type.Object({ name: Type.String() }) }),
  mount({ action, csrf }) {
    same<typeof action, 'show' | 'edit'>(true)
    same<typeof csrf, string>(true)
    return { isEditing: action === 'edit' }
  },
  handleParams(live, { id }, url, action) {
    same<typeof id, string>(true)
    same<typeof url, URL>(true)
    same<typeof action, 'show' | 'edit'>(true)
    live.assign({ isEditing: action === 'edit' })
  },
  render: ({ isEditing }) => html`${isEditing}`,
})

/** A view without actions is shown for none. */
export const none = liveView({
  mount({ action }) {
    same<typeof action, undefined>(true)
    return {}
  },
  handleParams(_, _params, _url, action) {
    same<typeof action, undefined>(true)
  },
  render: () => html``,
})

/** Every view has what it needs. */
export const complete = path.routes({
  '/': signedIn(greeting),
  '/sign-in': open(plain),
  '/rooms/:id': signedIn(room.action('show')),
  '/rooms/:id/edit': signedIn(room).action('edit'),
})

// @ts-expect-error the live session does not supply what the view needs
signedIn(admin)
// @ts-expect-error the live session supplies nothing
open(greeting)
// @ts-expect-error no live session supplies what the view needs
route('/', greeting)
// @ts-expect-error the view does not declare the parameter, behind a live session as without
route('/rooms/:id', signedIn(greeting))
// @ts-expect-error the action is not declared
room.action('delete')
// @ts-expect-error the view has no actions
plain.action('show')
// @ts-expect-error the route does not say which action it shows
route('/rooms/:id', signedIn(room))
path.routes({
  '/': plain,
  '/sign-in': plain,
  // @ts-expect-error the route does not say which action it shows
  '/rooms/:id': signedIn(room),
  // @ts-expect-error no live session supplies what the view needs
  '/rooms/:id/edit': room.action('edit'),
})
// @ts-expect-error an action is chosen once
room.action('show').action('edit')
liveSession({
  name: 'typed',
  data: Type.Object({ userId: Type.String() }),
  // @ts-expect-error a key that the data does not declare
  onMount: ({ session }) => ({ name: session.data.name }),
})
// @ts-expect-error a live session has a name
liveSession({ onMount: () => ({}) })
