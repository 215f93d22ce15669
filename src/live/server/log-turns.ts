import { tracingChannel } from 'node:diagnostics_channel'
import type { Log } from '../kit/log.ts'
import type { Telemetry } from '../kit/telemetry.ts'

/** What is written about, and the member that names it. */
const LOGGED = {
  'oriel:mount': undefined,
  'oriel:params': undefined,
  'oriel:event': 'event',
  'oriel:component.event': 'event',
  'oriel:info': 'topic',
  'oriel:async': 'task',
} as const

type Turn = Telemetry[keyof typeof LOGGED]

/**
 * Writes a line at the level `debug` for each mount, URL, event, message and task that views handle, with the
 * milliseconds that it took. Parameters and payloads are not written. `except` are the paths of routes to leave out.
 * Returns the undo.
 */
export function logTurns(
  log: Log,
  { except = [] }: { readonly except?: readonly string[] } = {},
): () => void {
  const quiet = new Set(except)
  const undos = Object.entries(LOGGED).map(([channel, member]) => {
    const kind = channel.slice('oriel:'.length)
    return watch(channel, (turn, ms) => {
      if (quiet.has(turn.view)) return
      const name = member && (turn as unknown as Readonly<Record<string, string>>)[member]
      const fields = { view: turn.view, id: turn.id, ...(name && { name }), ms: Math.round(ms * 100) / 100 }
      log.debug(fields, `${kind}${name ? ` ${name}` : ''} of ${turn.view} took ${fields.ms} ms`)
    })
  })
  return () => {
    for (const undo of undos) undo()
  }
}

/** Tells of each span of a channel, with its milliseconds; those that wait are told of when they are done. */
function watch(name: string, tell: (turn: Turn, ms: number) => void): () => void {
  const starts = new WeakMap<Turn, number>()
  const finish = (turn: Turn): void => {
    const start = starts.get(turn)
    if (start !== undefined) tell(turn, performance.now() - start)
  }
  const channel = tracingChannel<unknown, Turn>(name)
  const points = {
    start: (turn: Turn) => void starts.set(turn, performance.now()),
    end: (turn: Turn) => turn.isAsync || finish(turn),
    asyncStart: () => {},
    asyncEnd: finish,
    error: () => {},
  }
  channel.subscribe(points)
  return () => channel.unsubscribe(points)
}
