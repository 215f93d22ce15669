import { Session } from 'node:inspector/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** A function, and the part of a profile that was spent in it alone, from 0 to 1. */
export interface HotFrame {
  readonly name: string
  /** Where it is: the end of its module's path, and the line. */
  readonly place: string
  readonly share: number
}

/** Microseconds between the looks of the profiler. */
const INTERVAL = 200

const MOST = 40

let session: Session | undefined

/** Milliseconds between looks at how late timers run. */
const RESOLUTION = 5

const delays = monitorEventLoopDelay({ resolution: RESOLUTION })

const answers: Readonly<Record<string, () => unknown>> = {
  memory() {
    globalThis.gc?.()
    // The buffers of what was found to be garbage are given back beside, and all of them at the latest now.
    globalThis.gc?.()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  },
  cpu() {
    const { user, system } = process.cpuUsage()
    return user + system
  },
  delay() {
    const late = delays.percentile(99) / 1e6 - RESOLUTION
    delays.reset()
    return Math.max(0, late)
  },
  async 'begin profile'() {
    session = new Session()
    session.connect()
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: INTERVAL })
    await session.post('Profiler.start')
    return 'begun'
  },
  async 'end profile'() {
    const { profile } = await session!.post('Profiler.stop')
    session!.disconnect()
    return hottest(profile)
  },
}

/**
 * Answers whoever has started this process, with `--expose-gc`: `memory` with the bytes that are in use once all
 * garbage has been collected, `cpu` with the CPU time that it has used, in microseconds, `delay` with how many milliseconds
 * late timers ran since the last such question (the 99th percentile), `end profile` with the functions that took most of
 * the time since `begin profile`.
 */
export function answerParent(): void {
  delays.enable()
  process.on('message', async (message) => {
    const answer = answers[String(message)]
    if (answer) process.send?.(await answer())
  })
}

type Profile = Awaited<ReturnType<typeof stopped>>
const stopped = async () => (await new Session().post('Profiler.stop')).profile

/** Waiting, and the profiler itself. */
const NOT_WORK = new Set(['(idle)', '(root)', 'dispatch'])

/** The functions that took most of the time; what the process was idle does not count. */
function hottest({ nodes, samples = [], timeDeltas = [] }: Profile): readonly HotFrame[] {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]))
  const times = new Map<string, number>()
  let whole = 0
  for (const [i, id] of samples.entries()) {
    const { functionName, url, lineNumber } = byId.get(id)!
    if (NOT_WORK.has(functionName)) continue
    const key = `${functionName || 'anonymous'}\n${placeOf(url, lineNumber)}`
    const time = timeDeltas[i] ?? 0
    whole += time
    times.set(key, (times.get(key) ?? 0) + time)
  }
  const sorted = [...times].sort(([, one], [, other]) => other - one).slice(0, MOST)
  return sorted.map(([key, time]) => {
    const [name = '', place = ''] = key.split('\n')
    return { name, place, share: time / whole }
  })
}

const placeOf = (url: string, line: number): string =>
  url === ''
    ? ''
    : `${url
        .replace(/^file:\/\//, '')
        .split('/')
        .slice(-2)
        .join('/')}:${line + 1}`
