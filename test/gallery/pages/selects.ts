import { each, html, liveView, Type } from 'oriel'

interface City {
  readonly name: string
}

const cities: Readonly<Record<string, readonly City[]>> = {
  Portugal: [{ name: 'Lisbon' }, { name: 'Porto' }],
  Italy: [{ name: 'Rome' }, { name: 'Milan' }, { name: 'Turin' }],
}
const countries = Object.keys(cities).map((name) => ({ name }))

const nameOf = ({ name }: City) => name
const optionOf = ({ name }: City, chosen: string) =>
  html`<option value="${name}" selected="${name === chosen}">${name}</option>`
const dayOption = ({ name }: City, chosen: readonly string[]) =>
  html`<option value="${name}" selected="${chosen.includes(name)}">${name}</option>`
const days = ['Monday', 'Tuesday', 'Friday'].map((name) => ({ name }))

const nowhere = { country: 'Portugal', city: 'Lisbon', days: [] as readonly string[] }

/** A choice whose options follow from another, and one of several. */
export const selects = liveView({
  events: {
    choose: Type.Object({
      country: Type.String(),
      city: Type.String(),
      days: Type.Optional(Type.Array(Type.String())),
    }),
    clear: Type.Object({}),
    meet: Type.Object({ days: Type.Array(Type.String()) }),
    count: Type.Object({}),
  },
  mount: () => ({ ...nowhere, count: 0 }),
  handleEvent: {
    choose(live, { country, city, days = [] }) {
      const known = cities[country] ?? []
      live.assign({
        country,
        city: known.some(({ name }) => name === city) ? city : (known[0]?.name ?? ''),
        days,
      })
    },
    clear: (live) => live.assign(nowhere),
    meet: (live, { days }) => live.assign({ days }),
    count: (live) => live.assign({ count: live.assigns.count + 1 }),
  },
  render: ({ country, city, days: chosen, count }, on) => html`
    <form id="trip" phx-change="${on.choose}" phx-submit="${on.clear}">
      <label>Country <select id="country" name="country" title="${count}">${each(countries, nameOf, optionOf, country)}</select></label>
      <label>City <select id="city" name="city">${each(cities[country] ?? [], nameOf, optionOf, city)}</select></label>
      <label>Days <select id="days" name="days[]" multiple>${each(days, nameOf, dayOption, chosen)}</select></label>
      <button id="clear">Clear</button>
    </form>
    <p id="trip-told">${city} in ${country}, ${chosen.join(' and ')}</p>
    <button id="early" phx-click="${on.meet({ days: ['Monday', 'Tuesday'] })}">Early</button>
    <button id="late" phx-click="${on.meet({ days: ['Tuesday', 'Friday'] })}">Late</button>
    <button id="count" phx-click="${on.count}">${count}</button>`,
})
