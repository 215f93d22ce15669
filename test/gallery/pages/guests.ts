import { each, html, liveView, optional, Type } from 'oriel'
import { type Present, type PubSub, presence, presenceList, topic } from 'oriel/bus'

interface Account {
  readonly name: string
  readonly color: string
}

interface Tab {
  readonly since: number
}

const accounts: ReadonlyMap<string, Account> = new Map([
  ['1', { name: 'Ana', color: 'red' }],
  ['2', { name: 'Ben', color: 'green' }],
  ['3', { name: 'Cleo', color: 'blue' }],
])

const told = topic<string>('gallery guests came and went')

const keyOf = ({ key }: Present<Tab, Account>) => key
const guestRow = ({ value, metas }: Present<Tab, Account>) => html`
  <li>${value.name}, ${value.color}${metas.length > 1 && `, ${metas.length} times`}</li>`

/** Who looks at this page, by an id; their names are looked up once for all who look. */
export function guests(pubsub: PubSub) {
  let queries = 0
  const people = presence<Tab>(pubsub, 'gallery guests')
  const list = presenceList(pubsub, 'gallery guest list', {
    of: people,
    fetch(ids) {
      queries++
      return new Map([...accounts].filter(([id]) => ids.includes(id)))
    },
    handleMetas({ value, hasCome, hasGone }) {
      if (hasCome) pubsub.publish(told, `${value.name} came`)
      if (hasGone) pubsub.publish(told, `${value.name} went`)
    },
    compare: (one, other) => one.value.name.localeCompare(other.value.name),
    withinMs: 20,
  })

  return liveView({
    params: Type.Object({ id: Type.Optional(Type.String()) }),
    topics: { changed: list.changed, told },
    mount: ({ params }) => ({ id: params.id ?? '1', guests: list.list(), queries, news: optional<string>() }),
    connect: (live) => people.track(live, live.assigns.id, { since: Date.now() }),
    handleInfo: {
      changed: (live, guests) => live.assign({ guests, queries }),
      told: (live, news) => live.assign({ news }),
    },
    render: ({ guests, queries, news }) => html`
      <ul id="guests">${each(guests, keyOf, guestRow)}</ul>
      <p>Looked up <span id="queries">${queries}</span> times. <span id="news">${news}</span></p>`,
  })
}
