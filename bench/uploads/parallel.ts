import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { openView, type View } from '../load/view.ts'
import { percentile } from '../percentile.ts'
import type { Order } from './sender.ts'

const UPLOADS = 50
const FILE_BYTES = 8_000_000
const VIEWS = 10
const ROUNDS = 5
const EVENTS = 300

/** Milliseconds between two events: a person's view is idle most of the time. */
const REST_MS = 5

/** Until all files are on their way, or none is any more. */
const SETTLE_MS = 500

/** Round trips of one phase, in milliseconds. */
interface Phase {
  readonly median: number
  readonly p95: number
  readonly p99: number
  /** How late the process that measures was itself, as the 99th percentile. */
  readonly lag: number
}

const click = { type: 'click', event: 'add', value: {} } as const

async function roundTrips(views: readonly View[]): Promise<Phase> {
  const lag = monitorEventLoopDelay({ resolution: 1 })
  lag.enable()
  const times: number[] = []
  for (let i = 0; i < EVENTS; i++) {
    const begin = performance.now()
    await views[i % views.length]!.send(click)
    times.push(performance.now() - begin)
    await pause(REST_MS)
  }
  lag.disable()
  const [median = 0, p95 = 0, p99 = 0] = [0.5, 0.95, 0.99].map((share) => percentile(times, share))
  return { median, p95, p99, lag: lag.percentile(99) / 1e6 - 1 }
}

async function startSending(page: URL): Promise<ChildProcess> {
  const sender = fork(join(import.meta.dirname, 'sender.ts'), {
    execArgv: ['--conditions=oriel-source', '--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  sender.send({ page: page.href, uploads: UPLOADS, bytes: FILE_BYTES } satisfies Order)
  await once(sender, 'message')
  return sender
}

async function stopSending(sender: ChildProcess): Promise<number> {
  const told = once(sender, 'message')
  sender.send('stop')
  const [bytes] = await told
  sender.disconnect()
  return bytes
}

/** Round trips while files are sent to a server as fast as it takes them, and the megabytes a second that it takes. */
async function whileSending(page: URL, views: readonly View[]): Promise<Phase & { readonly rate: number }> {
  const sender = await startSending(page)
  const begin = performance.now()
  await pause(SETTLE_MS)
  const phase = await roundTrips(views)
  const seconds = (performance.now() - begin) / 1000
  const bytes = await stopSending(sender)
  await pause(SETTLE_MS)
  return { ...phase, rate: bytes / 1e6 / seconds }
}

/**
 * Measures events of other views in turns: while nothing else happens, while 50 files are uploaded to another process,
 * which takes as much of the machine, and while they are uploaded to the process of the views.
 */
export async function parallelUploads(server: URL, other: URL, path: string): Promise<void> {
  const views = await Promise.all(
    Array.from({ length: VIEWS }, async () => (await openView(new URL('/clicks', server))).view),
  )
  await roundTrips(views)
  console.log(`${UPLOADS} uploads to ${path}, and events of ${VIEWS} other views, in milliseconds`)
  console.log(`  ${'round'.padEnd(20)} median    p95    p99   lag of the measurer`)
  const rounds: Round[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    const idle = tell(`${round} idle`, await roundTrips(views))
    const elsewhere = tell(`${round} sent elsewhere`, await whileSending(new URL(path, other), views))
    const here = tell(`${round} sent here`, await whileSending(new URL(path, server), views))
    rounds.push({ idle, elsewhere, here })
  }
  for (const against of ['idle', 'elsewhere'] as const) {
    const [median, p95] = (['median', 'p95'] as const).map((what) =>
      middle(rounds.map((round) => round.here[what] / round[against][what])).toFixed(2),
    )
    console.log(`  here / ${against.padEnd(9)} median ${median}, p95 ${p95} (the middle of ${ROUNDS} rounds)`)
  }
  for (const view of views) view.close()
}

type Round = Readonly<Record<'idle' | 'elsewhere' | 'here', Phase>>

const middle = (figures: readonly number[]): number => percentile(figures, 0.5)

function tell<P extends Phase & { readonly rate?: number }>(what: string, phase: P): P {
  const { median, p95, p99, lag, rate } = phase
  const cells = [median, p95, p99].map((ms) => ms.toFixed(2).padStart(7))
  const taken = rate === undefined ? '' : `, ${rate.toFixed(0)} MB/s`
  console.log(`  ${what.padEnd(20)}${cells.join('')}   ${lag.toFixed(2)}${taken}`)
  return phase
}
