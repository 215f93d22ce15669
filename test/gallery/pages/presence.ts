import { each, html, liveView, Type } from 'oriel'
import { type PubSub, presence as presenceOf } from 'oriel/bus'

interface Person {
  readonly name: string
  readonly isAway: boolean
}

const nameOf = ({ name }: Person) => name
const personRow = ({ name, isAway }: Person) => html`<li>${name}${isAway && ' (away)'}</li>`

/** Who looks at this page. */
export function presence(pubsub: PubSub) {
  const people = presenceOf<{ readonly isAway: boolean }>(pubsub, 'gallery people')
  const everyone = (): readonly Person[] =>
    [...people.list()].map(([name, metas]) => ({ name, isAway: metas.every(({ isAway }) => isAway) }))

  return liveView({
    params: Type.Object({ name: Type.Optional(Type.String()) }),
    events: { away: Type.Object({ isAway: Type.Boolean() }) },
    topics: { changed: people.changes },
    mount: ({ params }) => ({ name: params.name ?? 'somebody', people: everyone() }),
    connect: (live) => people.track(live, live.assigns.name, { isAway: false }),
    handleEvent: { away: (live, meta) => people.update(live, live.assigns.name, meta) },
    handleInfo: { changed: (live) => live.assign({ people: everyone() }) },
    render: ({ people }, on) => html`
      <ul id="people">${each(people, nameOf, personRow)}</ul>
      <button id="away" phx-click="${on.away({ isAway: true })}">Away</button>
      <button id="back" phx-click="${on.away({ isAway: false })}">Back</button>`,
  })
}
