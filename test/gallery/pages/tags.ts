import { dynamicTag, html, intersperse, link, liveView, paths, Type } from 'oriel'

const path = paths('/tags', '/navigate/:place')

const levelLink = (level: number) =>
  link({ patch: path('/tags', { level }), id: `level-${level}`, class: 'level' }, `Level ${level}`)

/** Links of each kind, a tag whose name is a value, and a list with something between its items. */
export const tags = liveView({
  params: Type.Object({ level: Type.Optional(Type.Integer({ minimum: 1, maximum: 6 })) }),
  mount: () => ({ level: 1 }),
  handleParams: (live, { level = 1 }) => live.assign({ level }),
  render: ({ level }) => html`
    ${dynamicTag(`h${level}`, { id: 'heading', class: `level-${level}` }, html`A heading of level ${level}`)}
    <nav id="levels">${intersperse([1, 2, 3], levelLink, html` <i>or</i> `)}</nav>
    ${link({ patch: path('/tags', { level: 4 }), replace: true, id: 'level-4' }, 'Level 4, replacing')}
    ${link({ navigate: path('/navigate/:place', { place: 'link' }), id: 'away' }, 'Another view')}
    ${link({ href: '/dead', id: 'dead' }, 'A page without a view')}`,
})
