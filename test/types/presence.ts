/** What a list of presences infers, and the mistakes that do not compile: `tsc -p test` is the test. */
import { html, liveView } from 'oriel'
import { localPubSub, type Present, presence, presenceList } from 'oriel/bus'
import { same } from './same.ts'

interface Tab {
  readonly device: string
}

const pubsub = localPubSub()
const of = presence<Tab>(pubsub, 'tabs')

/** Both types are inferred, and nothing is written in angle brackets. */
const named = presenceList(pubsub, 'named', {
  of,
  fetch: async (keys) => new Map(keys.map((key) => [key, { name: key }])),
  handleMetas({ value, joined }) {
    same<typeof value, { name: string }>(true)
    same<typeof joined, readonly Tab[]>(true)
  },
  compare: (one, other) => one.value.name.localeCompare(other.value.name),
})
same<ReturnType<typeof named.list>, readonly Present<Tab, { name: string }>[]>(true)

const plain = presenceList(pubsub, 'plain', { of })
same<ReturnType<typeof plain.list>, readonly Present<Tab, undefined>[]>(true)

/** A view hears a list in its own type. */
export const view = liveView({
  topics: { changed: named.changed },
  mount: () => ({ names: named.list().map(({ value }) => value.name) }),
  handleInfo: {
    changed: (live, list) => live.assign({ names: list.map(({ value }) => value.name) }),
  },
  render: ({ names }) => html`${names}`,
})

// @ts-expect-error a look-up gives a map
presenceList(pubsub, 'wrong', { of, fetch: (keys) => keys })

presenceList(pubsub, 'wrong', {
  of,
  fetch: (keys) => new Map(keys.map((key) => [key, key.length])),
  // @ts-expect-error what was looked up is a number
  handleMetas: ({ value }) => value.name,
})
