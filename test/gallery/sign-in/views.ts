import { html, link, liveSession, liveView, navigate, paths, Type } from 'oriel'
import type { Accounts } from './accounts.ts'

const path = paths('/sign-in', '/members', '/members/profile')

/** The check before every page for members. It asks the store: a cookie alone proves nothing. */
export const signedIn = (accounts: Accounts) =>
  liveSession({
    name: 'signed in',
    data: Type.Object({ signIn: Type.Optional(Type.String()) }),
    onMount({ session }) {
      const user = accounts.find(session.data.signIn)
      return user ? { user } : navigate(path('/sign-in'), { flash: { error: 'Sign in first.' } })
    },
  })

const csrfField = (csrf: string) => html`<input type="hidden" name="_csrf_token" value="${csrf}">`

/** An ordinary form: only the answer to a request can give the browser another session. */
export const signIn = liveView({
  params: Type.Object({ refused: Type.Optional(Type.Boolean()) }),
  mount: ({ csrf, params }) => ({ csrf, isRefused: params.refused ?? false }),
  render: ({ csrf, isRefused }) => html`
    <h1>Sign in</h1>
    ${isRefused && html`<p id="refused">The name or the password is wrong.</p>`}
    <form id="sign-in" method="post" action="/session">
      ${csrfField(csrf)}
      <label>Name <input id="name" name="name"></label>
      <label>Password <input id="password" name="password" type="password"></label>
      <button>Sign in</button>
    </form>
    ${link({ navigate: path('/members'), id: 'members' }, 'Members')}`,
})

const memberPage = (title: string) =>
  liveView({
    session: Type.Object({ user: Type.Object({ name: Type.String() }) }),
    mount: ({ session, csrf }) => ({ name: session.user.name, csrf }),
    render: ({ name, csrf }) => html`
      <h1>${title} of ${name}</h1>
      ${link({ navigate: path('/members/profile'), id: 'profile' }, 'Profile')}
      <form id="sign-out" method="post" action="/session/end">${csrfField(csrf)}<button>Sign out</button></form>
      <form id="sign-out-all" method="post" action="/session/end-all">
        ${csrfField(csrf)}<button>Sign out everywhere</button>
      </form>`,
  })

export const members = memberPage('Home')
export const profile = memberPage('Profile')
