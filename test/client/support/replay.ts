import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Diff } from '../../../src/live/wire/tree.ts'
import type { WireFrame } from '../../support/wire-client.ts'
import type { ScriptedServer } from './scripted-server.ts'

const folder = join(import.meta.dirname, '../../fixtures/phoenix')

/** What a Phoenix server has rendered, or another file that was kept of it. */
export const recorded = (file: string): string => readFileSync(join(folder, file), 'utf8')

/** One frame of a client, and all that the server sent before the next one. */
interface Turn {
  readonly sent: WireFrame
  readonly received: readonly WireFrame[]
}

/** Reads a conversation: a frame a line, after `>` where the client sent it, after `<` where it received it. */
export function readTurns(file: string): readonly Turn[] {
  const turns: { sent: WireFrame; received: WireFrame[] }[] = []
  for (const line of recorded(file).trim().split('\n')) {
    const frame = JSON.parse(line.slice(2)) as WireFrame
    if (line.startsWith('>')) turns.push({ sent: frame, received: [] })
    else turns.at(-1)?.received.push(frame)
  }
  return turns
}

/** What the first join of a conversation was answered with. */
export function renderedIn(file: string): Diff {
  const [first] = readTurns(file)
  const { response } = first!.received[0]![4] as { readonly response: { readonly rendered: Diff } }
  return response.rendered
}

/**
 * Has a server say what a Phoenix server said. Each call takes the next frame of the client, which must carry what
 * the recorded client sent, and answers it as it was answered then. The first join is to be expected, too.
 */
export function replay(server: ScriptedServer, file: string): () => Promise<void> {
  const turns = [...readTurns(file)]
  server.onJoin = () => undefined
  return async () => {
    const { sent, received } = turns.shift()!
    const [, ref, , event, payload] = sent
    const frame = await server.next(event)
    expect(frame.payload).toMatchObject(here(server, payload))
    for (const [, answered, , name, said] of received) {
      if (name !== 'phx_reply' || answered !== ref) server.push(name, said)
      // Whoever leaves was answered by the server itself.
      else if (event !== 'phx_leave') frame.reply(said['response'] as object, said['status'] as 'ok')
    }
  }
}

/** The recorded server was at another address. */
const here = ({ url }: ScriptedServer, payload: object): object =>
  JSON.parse(JSON.stringify(payload).replaceAll('http://localhost', url))
