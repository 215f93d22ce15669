import { channel, tracingChannel } from 'node:diagnostics_channel'

/**
 * Everything that is told on `node:diagnostics_channel`, and the members of what subscribers are given. A span is a
 * tracing channel: it tells of a callback's beginning and its end. A note is a plain channel.
 */
export const telemetry = {
  'oriel:mount': { kind: 'span', members: ['view', 'id'] },
  'oriel:params': { kind: 'span', members: ['view', 'id', 'params'] },
  'oriel:event': { kind: 'span', members: ['view', 'id', 'event', 'ref'] },
  'oriel:info': { kind: 'span', members: ['view', 'id', 'topic'] },
  'oriel:async': { kind: 'span', members: ['view', 'id', 'task'] },
  'oriel:render': { kind: 'span', members: ['view', 'id'] },
  'oriel:component.update': { kind: 'span', members: ['view', 'id', 'components'] },
  'oriel:component.event': { kind: 'span', members: ['view', 'id', 'component', 'event', 'ref'] },
  'oriel:component.destroyed': { kind: 'note', members: ['view', 'id', 'component'] },
  'oriel:upload.progress': { kind: 'span', members: ['view', 'id', 'upload', 'entry', 'progress'] },
  'oriel:upload.failed': { kind: 'note', members: ['view', 'id', 'upload', 'error'] },
  'oriel:view.adopted': { kind: 'note', members: ['view', 'id'] },
  'oriel:view.parked': { kind: 'note', members: ['view', 'id'] },
  'oriel:view.resumed': { kind: 'note', members: ['view', 'id'] },
  'oriel:view.expired': { kind: 'note', members: ['view', 'id', 'reason'] },
  'oriel:view.refused': { kind: 'note', members: ['view', 'id', 'reason'] },
  'oriel:socket.connected': { kind: 'note', members: ['address', 'userAgent'] },
  'oriel:socket.closed': { kind: 'note', members: ['address'] },
} as const

type Table = typeof telemetry
type Names<Kind> = { [N in keyof Table]: Table[N]['kind'] extends Kind ? N : never }[keyof Table]
type SpanName = Names<'span'>
type NoteName = Names<'note'>

/** What each member is. */
interface Members {
  readonly view: string
  readonly id: string
  readonly params: readonly string[]
  readonly event: string
  readonly ref: string
  readonly topic: string
  readonly task: string
  readonly reason: string
  readonly component: string | number
  readonly upload: string
  readonly entry: string
  readonly progress: number
  readonly error: string
  readonly components: readonly (string | number)[]
  readonly address: string
  readonly userAgent: string
}

type Facts<N extends keyof Table> = Pick<Members, Table[N]['members'][number]>

/** What a span tells beside its facts. The same object is told at each of its points. */
interface Course {
  /** Whether the callback waits for something: then `asyncEnd` follows after `end`. */
  isAsync: boolean
  /** What the callback threw. */
  error?: unknown
}

/** What subscribers are given, by the name of the channel. */
export type Telemetry = { readonly [N in keyof Table]: Facts<N> & (N extends SpanName ? Course : unknown) }

const namesOf = <Kind extends 'span' | 'note'>(kind: Kind) =>
  Object.keys(telemetry).filter((name) => telemetry[name as keyof Table].kind === kind) as Names<Kind>[]

const spans = new Map(namesOf('span').map((name) => [name, tracingChannel<unknown, Course>(name)]))
const notes = new Map(namesOf('note').map((name) => [name, channel(name)]))

type Points = NonNullable<ReturnType<typeof spans.get>>

/** Whether somebody listens to what `span` tells. What happens very often asks, and spares the callbacks. */
export const isTold = (name: SpanName): boolean => isHeard(spans.get(name)!)

/** Runs a callback and tells of it. `facts` is asked for only if somebody listens. */
export function span<N extends SpanName, T>(name: N, facts: () => Facts<N>, run: () => T): T {
  const points = spans.get(name)!
  if (!isHeard(points)) return run()
  const course: Course = { ...facts(), isAsync: false }
  return points.start.runStores(course, () => runTelling(points, course, run))
}

const isHeard = ({ start, end, asyncStart, asyncEnd, error }: Points): boolean =>
  start.hasSubscribers ||
  end.hasSubscribers ||
  asyncStart.hasSubscribers ||
  asyncEnd.hasSubscribers ||
  error.hasSubscribers

function runTelling<T>(points: Points, course: Course, run: () => T): T {
  try {
    const result = run()
    if (result instanceof Promise) tellLater(points, course, result)
    return result
  } catch (error) {
    tellFailure(points, course, error)
    throw error
  } finally {
    points.end.publish(course)
  }
}

function tellLater(points: Points, course: Course, result: Promise<unknown>): void {
  course.isAsync = true
  const settle = (): void => {
    points.asyncStart.publish(course)
    points.asyncEnd.publish(course)
  }
  result.then(settle, (error: unknown) => {
    tellFailure(points, course, error)
    settle()
  })
}

function tellFailure(points: Points, course: Course, error: unknown): void {
  course.error = error
  points.error.publish(course)
}

/** Tells of something that has happened. `facts` is asked for only if somebody listens. */
export function note<N extends NoteName>(name: N, facts: () => Facts<N>): void {
  const heard = notes.get(name)!
  if (heard.hasSubscribers) heard.publish(facts())
}
