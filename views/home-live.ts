import { html, js, liveView, Type } from 'oriel'
import type { Chatter } from '../src/chatter/index.ts'
import { icon } from './components/icon.ts'
import { peopleCount, peopleList, peoplePage } from './components/people.ts'
import { nameTaken, sentence } from './components/sentence.ts'
import { path } from './paths.ts'

/** The door: choose a name and join; who is there already stands beside it. */
export const homeLive = ({ accounts, roster }: Chatter) =>
  liveView({
    session: Type.Object({ id: Type.String() }),
    events: { set_username: Type.Object({ name: Type.String() }), more_people: Type.Object({}) },
    topics: { roster_changed: roster.changed },

    mount: ({ session }) => ({ session, roster: roster.current(), shown: peoplePage, name: '', error: '' }),

    handleEvent: {
      async set_username(live, { name }) {
        const wanted = name.trim()
        if (!roster.free(wanted, live.assigns.session.id)) {
          return live.assign({ name, error: nameTaken(wanted) })
        }
        const found = await accounts.findOrCreate(wanted)
        if (found.ok) live.navigate(path('/chat', { user_id: found.value.id }))
        else live.assign({ name, error: sentence('Username', found.errors.name ?? found.errors.base ?? '') })
      },
      more_people(live) {
        live.assign({ shown: live.assigns.shown + peoplePage })
      },
    },

    handleInfo: { roster_changed: (live, roster) => live.assign({ roster }) },

    title: () => 'Chatter',

    render: ({ roster: view, shown, name, error }, on) => html`
      <main id="main" class="home">
        <section class="join" aria-labelledby="home-title">
          <h1 id="home-title">${icon.brand} Chatter</h1>
          <p class="lead">One room, everybody in it, as it happens. Choose a name and step inside.</p>
          <form id="username-form" phx-submit="${on.set_username}" novalidate>
            <label for="name">Your name</label>
            <input id="name" name="name" value="${name}" placeholder="ada_lovelace" required autofocus autocomplete="nickname" autocapitalize="none" spellcheck="false" aria-invalid="${error !== '' && 'true'}" aria-describedby="name-problem name-rule">
            <p id="name-problem" class="problem" role="alert">${error && html`<span phx-mounted="${js.focus('#name')}">${error}</span>`}</p>
            <p id="name-rule" class="rule">Up to 50 letters, numbers, underscores and hyphens.</p>
            <button class="primary">Join the conversation</button>
          </form>
        </section>
        <section class="crowd" aria-labelledby="crowd-title">
          <div class="people-heading"><h2 id="crowd-title">People</h2> ${peopleCount(view)}</div>
          ${peopleList({ roster: view, people: roster.first(view, shown), more: on.more_people })}
        </section>
      </main>`,
  })
