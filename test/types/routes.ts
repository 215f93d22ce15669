/** What paths and routes take, and the mistakes that do not compile: `tsc -p test` is the test. */
import { html, liveView, paths, route, Type } from 'oriel'

const rest = { mount: () => ({}), render: () => html`` }
const plain = liveView(rest)
const room = liveView({
  params: Type.Object({ id: Type.Integer(), q: Type.Optional(Type.String()) }),
  ...rest,
})
const member = liveView({ session: Type.Object({ id: Type.String() }), ...rest })
const admin = liveView({ session: Type.Object({ id: Type.String(), role: Type.String() }), ...rest })

const path = paths('/', '/rooms/:id', '/rooms/:id/users/:user')

/** Paths that lead somewhere. */
export const somewhere = [
  path('/'),
  path('/', { q: 'x', page: 2, all: true, none: null, missing: undefined }),
  path('/rooms/:id', { id: 1 }),
  path('/rooms/:id', { id: 'a', q: 'x' }),
  path('/rooms/:id/users/:user', { id: 1, user: 'ana' }),
]

// @ts-expect-error no such path
path('/nowhere')
// @ts-expect-error a path is written as its pattern
path('/rooms/1')
// @ts-expect-error a parameter is missing
path('/rooms/:id')
// @ts-expect-error a parameter is missing beside another
path('/rooms/:id/users/:user', { id: 1 })
// @ts-expect-error a parameter is text, a number or a boolean
path('/rooms/:id', { id: { name: 'x' } })
// @ts-expect-error a parameter is there
path('/rooms/:id', { id: undefined })
// @ts-expect-error what goes into the query is text, a number or a boolean
path('/', { q: ['x'] })

const two = paths('/', '/rooms/:id')

/** Every pattern has its view. */
export const complete = [
  two.routes({ '/': member, '/rooms/:id': room }),
  [route('/', plain), route('/rooms/:id', room)],
]

// @ts-expect-error a pattern has no view
two.routes({ '/': plain })
two.routes({
  '/': plain,
  '/rooms/:id': room,
  // @ts-expect-error no such pattern
  '/other': plain,
})
two.routes({
  '/': plain,
  // @ts-expect-error the view does not declare the parameter
  '/rooms/:id': plain,
})
two.routes({
  // @ts-expect-error the session does not supply what the view needs
  '/': admin,
  '/rooms/:id': room,
})
// @ts-expect-error the view does not declare the parameter
route('/rooms/:id', plain)
// @ts-expect-error the session does not supply what the view needs
route('/admin', admin)
// @ts-expect-error a view is made by liveView
route('/', {})
