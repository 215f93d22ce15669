import { type EventRef, type Form, html, js, liveForm, liveView, Type } from 'oriel'
import { type Message, textOf } from 'oriel/changeset'
import { type Chatter, Registration, registration } from '../src/chatter/index.ts'
import { icon } from './components/icon.ts'
import { peopleCount, peopleList, peoplePage } from './components/people.ts'
import { nameTaken, sentence } from './components/sentence.ts'
import { path } from './paths.ts'

const nameForm = liveForm(Registration, { id: 'username-form', check: registration })

const asSentence = (message: Message) => sentence('Username', textOf(message))

/** The door: choose a name and join; who is there already stands beside it. */
export const homeLive = ({ accounts, roster }: Chatter) =>
  liveView({
    session: Type.Object({ id: Type.String() }),
    events: { set_username: nameForm, more_people: Type.Object({}) },
    topics: { roster_changed: roster.changed },

    mount: ({ session }) => ({
      session,
      roster: roster.current(),
      shown: peoplePage,
      form: nameForm.start(),
    }),

    handleEvent: {
      async set_username(live, form) {
        if (!form.ok) return live.assign({ form })
        const { name } = form.value
        if (!roster.free(name, live.assigns.session.id)) {
          return live.assign({ form: form.withError('name', nameTaken(name)) })
        }
        const found = await accounts.findOrCreate(name)
        if (found.ok) live.navigate(path('/chat', { user_id: found.value.id }))
        else live.assign({ form: form.withErrors(found.errors) })
      },
      more_people(live) {
        live.assign({ shown: live.assigns.shown + peoplePage })
      },
    },

    handleInfo: { roster_changed: (live, roster) => live.assign({ roster }) },

    title: () => 'Chatter',

    render: ({ roster: view, shown, form }, on) => html`
      <main id="main" class="home">
        <section class="join" aria-labelledby="home-title">
          <h1 id="home-title">${icon.brand} Chatter</h1>
          <p class="lead">One room, everybody in it, as it happens. Choose a name and step inside.</p>
          ${joining(form.translated(asSentence), on.set_username)}
        </section>
        <section class="crowd" aria-labelledby="crowd-title">
          <div class="people-heading"><h2 id="crowd-title">People</h2> ${peopleCount(view)}</div>
          ${peopleList({ roster: view, people: roster.first(view, shown), more: on.more_people })}
        </section>
      </main>`,
  })

const joining = (form: Form<{ name: string }>, join: EventRef) => {
  const { name, typed, errors, native } = form.field('name')
  const [problem] = [...errors, ...form.ownErrors]
  return html`
          <form id="${form.id}" phx-submit="${join}" novalidate>
            <label for="name">Your name</label>
            <input id="name" name="${name}" value="${String(typed ?? '')}" placeholder="ada_lovelace" required="${native.required}" autofocus autocomplete="nickname" autocapitalize="none" spellcheck="false" aria-invalid="${problem !== undefined && 'true'}" aria-describedby="name-problem name-rule">
            <p id="name-problem" class="problem" role="alert">${problem !== undefined && html`<span phx-mounted="${js.focus('#name')}">${problem}</span>`}</p>
            <p id="name-rule" class="rule">Up to 50 letters, numbers, underscores and hyphens.</p>
            <button class="primary">Join the conversation</button>
          </form>`
}
