import { setTimeout as wait } from 'node:timers/promises'
import { asyncResult, component, each, html, liveView, loading, Type } from 'oriel'

/** Its hook pushes as soon as it is there, and each push changes the element of the hook itself. */
const riser = component({
  events: { rise: Type.Object({}) },
  mount: (_: object) => ({ height: 0 }),
  handleEvent: { rise: (live) => live.assign({ height: live.assigns.height + 1 }) },
  render: ({ height }) =>
    html`<p id="riser" phx-hook="Eager" data-event="rise" data-times="3" data-height="${height}">${height} high</p>`,
})

const content = component({
  mount: (_: { name: string }) => ({ text: loading<string>() }),
  update: (live, { name }) =>
    live.assignAsync('text', async (signal) => {
      await wait(20, undefined, { signal })
      return `${name} is loaded`
    }),
  render: ({ name, text }) => html`
    <p id="content-${name}">${asyncResult(text, { loading: () => 'Loading', failed: () => 'Failed', ok: (text) => text })}</p>`,
})

/** A component whose element waits for an answer when the component in it has loaded. */
const item = component({
  events: { seen: Type.Object({}) },
  mount: (_: { name: string }) => ({}),
  handleEvent: { seen: () => {} },
  render: ({ id, name }) => html`
    <div id="${`item-${id}`}" phx-hook="Eager" data-event="seen" data-times="1">${content({ id: `content-${id}`, name })}</div>`,
})

const names = ['one', 'two'].map((name) => ({ name }))
const nameOf = ({ name }: { name: string }) => name
const itemOf = ({ name }: { name: string }) => html`${item({ id: name, name })}`

/** What hooks ask for as soon as they are there, while all around them still changes. */
export const eager = liveView({
  events: { ready: Type.Object({}), toggle: Type.Object({ name: Type.String() }) },
  mount: () => ({ version: 1, shown: ['one', 'two'] as readonly string[] }),
  connect: (live) => live.send(() => live.assign({ version: 2 })),
  handleEvent: {
    ready: () => {},
    toggle(live, { name }) {
      const { shown } = live.assigns
      const isShown = shown.includes(name)
      live.assign({ shown: isShown ? shown.filter((each) => each !== name) : [...shown, name].sort() })
    },
  },
  render: ({ version, shown }, on) => html`
    ${riser({ id: 'riser' })}
    <div id="outer" phx-hook="Eager" data-event="ready" data-times="1">
      <p id="${`version-${version}`}" phx-hook="Diary">Version ${version}</p>
    </div>
    ${names.map(
      ({ name }) => html`
        <label><input type="checkbox" id="${`toggle-${name}`}" checked="${shown.includes(name)}" phx-click="${on.toggle}" phx-value-name="${name}"> ${name}</label>`,
    )}
    ${each(
      names.filter(({ name }) => shown.includes(name)),
      nameOf,
      itemOf,
    )}
    <ol id="told" phx-update="ignore"></ol>`,
})
