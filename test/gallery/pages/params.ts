import { html, liveView, Type } from 'oriel'

/** Parameters of the path and of the query, cast by their schema; a URL that does not fit is answered with 400. */
export const params = liveView({
  params: Type.Object({
    id: Type.Integer({ minimum: 1 }),
    sort: Type.Optional(Type.Union([Type.Literal('name'), Type.Literal('age')])),
    all: Type.Optional(Type.Boolean()),
  }),
  mount: ({ params: { id, sort = 'name', all = false }, url }) => ({ id, sort, all, search: url.search }),
  render: ({ id, sort, all, search }) => html`
    <h1>Number ${id + 1} comes next</h1>
    <p id="sort">Sorted by ${sort}</p>
    <p id="all">${all ? 'All of them' : 'Some of them'}</p>
    <p id="search">${search}</p>`,
})
