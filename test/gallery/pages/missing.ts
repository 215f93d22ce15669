import { html, httpError, link, liveView, paths, Type } from 'oriel'

const path = paths('/rooms/:id')

const rooms = new Map([
  [1, 'Attic'],
  [2, 'Lobby'],
])

/** A page that cannot be had answers with its status, to a request and when somebody comes over the socket. */
export const missing = liveView({
  params: Type.Object({ id: Type.Integer() }),
  mount({ params }) {
    const name = rooms.get(params.id)
    if (name === undefined) throw httpError(404, 'There is no such room.')
    return { name }
  },
  render: ({ name }) => html`
    <h1>${name}</h1>
    ${[1, 2, 3].map((id) => link({ navigate: path('/rooms/:id', { id }), id: `room-${id}` }, `Room ${id} `))}`,
})
