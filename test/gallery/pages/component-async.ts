import { setTimeout as wait } from 'node:timers/promises'
import { asyncResult, component, html, liveView, loading, Type } from 'oriel'

/** A forecast that takes its time, and that no town but two has. */
async function forecast(town: string, signal: AbortSignal): Promise<string> {
  await wait(20, undefined, { signal })
  if (town === 'Atlantis') throw new Error(`${town} has sunk`)
  return `Sun in ${town}`
}

/** Loads beside the turns of its view whatever town it is given. */
const weather = component({
  mount: (_: { town: string }) => ({ report: loading<string>() }),
  update: (live, { town }) => live.assignAsync('report', (signal) => forecast(town, signal)),
  render: ({ id, report }) => html`
    <p id="${id}">${asyncResult(report, {
      loading: () => 'Looking…',
      failed: (error) => (error as Error).message,
      ok: (text) => text,
    })}</p>`,
})

/** A component that loads what it shows. */
export const componentAsync = liveView({
  events: { go: Type.Object({ town: Type.String() }) },
  mount: () => ({ town: 'Lisbon' }),
  handleEvent: { go: (live, { town }) => live.assign({ town }) },
  render: ({ town }, on) => html`
    <button id="rome" phx-click="${on.go({ town: 'Rome' })}">Rome</button>
    <button id="atlantis" phx-click="${on.go({ town: 'Atlantis' })}">Atlantis</button>
    ${weather({ id: 'weather', town })}`,
})
