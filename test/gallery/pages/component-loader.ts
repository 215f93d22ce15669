import { component, each, html, liveView, Type } from 'oriel'

interface Post {
  readonly id: number
  readonly author: number
}

const names = new Map([
  [1, 'Ana'],
  [2, 'Ben'],
])

/** What a database would be asked. */
async function loadNames(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  return new Map(ids.map((id) => [id, names.get(id) ?? 'nobody']))
}

/** The author of a post. All that a render shows are loaded with one question, and each says how many asked. */
const author = component({
  mount: (_: { user: number }) => ({ name: '', together: 0 }),
  async updateMany(given) {
    const found = await loadNames(given.map(({ input }) => input.user))
    for (const { live, input } of given) {
      live.assign({ name: found.get(input.user) ?? '', together: given.length })
    }
  },
  render: ({ name, together }) => html`<span>${name} (${together})</span>`,
})

const idOf = ({ id }: Post) => id
const postRow = ({ id, author: user }: Post) => html`<li>Post ${id} by ${author({ id, user })}</li>`

/** Components that load for all of them at once. */
export const componentLoader = liveView({
  events: { more: Type.Object({}), hand: Type.Object({}) },
  mount: () => ({
    posts: [
      { id: 1, author: 1 },
      { id: 2, author: 2 },
      { id: 3, author: 1 },
    ] as readonly Post[],
  }),
  handleEvent: {
    more: (live) =>
      live.assign({ posts: [...live.assigns.posts, { id: 4, author: 2 }, { id: 5, author: 9 }] }),
    hand: (live) =>
      live.assign({
        posts: live.assigns.posts.map((post) => (post.id === 1 ? { ...post, author: 2 } : post)),
      }),
  },
  render: ({ posts }, on) => html`
    <button id="more" phx-click="${on.more}">Two more posts</button>
    <button id="hand" phx-click="${on.hand}">Another author for the first</button>
    <ul id="posts">${each(posts, idOf, postRow)}</ul>`,
})
