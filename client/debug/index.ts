import { createLog } from './log.ts'
import { disturbNetwork } from './network.ts'
import type { Weather } from './weather.ts'

export type { Weather } from './weather.ts'

/** What a developer can ask of a page, also at the console, as `orielDebug`. The tab remembers it. */
export interface Debug {
  /** Writes to the console, at the level `debug`, what goes over the network and where the page goes; or stops. */
  log(on?: boolean): void
  /** Makes the network slow, at once and until it is called without anything. */
  simulate(weather?: Weather): void
}

/** Where a tab remembers it. */
const KEY = 'oriel:debug'

interface Settings {
  readonly log?: boolean
  readonly weather?: Weather
}

let settings: Settings = JSON.parse(sessionStorage.getItem(KEY) ?? '{}')

function set(change: Settings): void {
  settings = { ...settings, ...change }
  sessionStorage.setItem(KEY, JSON.stringify(settings))
}

export const debug: Debug = {
  log: (on = true) => set({ log: on }),
  simulate: (weather = {}) => set({ weather }),
}

declare global {
  interface Window {
    orielDebug?: Debug
  }
}

window.orielDebug = debug
disturbNetwork(
  () => settings.weather ?? {},
  createLog(() => settings.log === true),
)
