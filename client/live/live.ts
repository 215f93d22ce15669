import { all } from './all.ts'
import { createAlone } from './alone.ts'
import type { Binding } from './commands.ts'
import { CONTAINER } from './container.ts'
import { type JsCommands, jsCommands } from './js.ts'
import type { LiveOptions } from './options.ts'
import { createPage } from './page.ts'

/** The client of a page, for scripts outside of hooks. */
export interface LiveClient {
  /** The commands of bindings. */
  js(): JsCommands
  /** Runs what stands in a binding on an element, or commands that the server has pushed. */
  execJS(el: HTMLElement, binding: Binding): void
  /** Connects again after `disconnect`. */
  connect(): void
  /** Closes the connection, as if it was lost, until `connect` is called. */
  disconnect(): void
  isConnected(): boolean
}

/** Connects the live view of this page to its server. A page without one has its hooks and its bindings all the same. */
export function connectLive(options: LiveOptions = {}): LiveClient {
  // A view that an ordinary route shows is not marked as the main one.
  const [main] = [...all('[data-phx-main]'), ...all(CONTAINER)]
  const { run, socket } = main ? createPage(main, options) : createAlone(options)
  return {
    js: () => jsCommands(run, document.body),
    execJS: run,
    connect: () => socket?.connect(),
    disconnect: () => socket?.disconnect(),
    isConnected: () => !!socket?.isOpen,
  }
}
