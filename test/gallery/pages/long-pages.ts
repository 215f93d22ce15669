import { html, link, liveView, paths, Type } from 'oriel'

const path = paths('/long', '/long/next')

const pageOf = (title: string) =>
  liveView({
    params: Type.Object({ page: Type.Optional(Type.Integer()) }),
    mount: () => ({ page: 1, mounts: 1 }),
    handleParams: (live, { page = 1 }) => live.assign({ page }),
    render: ({ page }) => html`
      <h1>${title}, page ${page}</h1>
      <p class="far">The links are far below.</p>
      ${link({ patch: title === 'First' ? path('/long', { page: page + 1 }) : path('/long/next', { page: page + 1 }), id: 'on' }, 'Next page')}
      ${link({ navigate: path(title === 'First' ? '/long/next' : '/long'), id: 'other' }, 'The other view')}
      <p class="far">The end is far below, too.</p>
      <p id="end">The end</p>`,
  })

/** Two views that are longer than the window: where one was in them is found again. */
export const longPage = pageOf('First')
export const nextLongPage = pageOf('Second')
