/**
 * Prints what the framework costs beside the least that it could cost: `npm run bench`, or `npm run bench -- event`.
 * A run of everything also writes the figures into docs/performance.md; one of some subjects does with `--write`.
 */
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbeddedPostgres } from '../src/db/embedded-postgres.ts'
import { ROUNDS } from './compare.ts'
import { hasFigures } from './figures.ts'
import { writeFigures } from './report.ts'
import { killServers } from './server-process.ts'
import { adopt } from './subjects/adopt.ts'
import { event } from './subjects/event.ts'
import { fanout } from './subjects/fanout.ts'
import { growth } from './subjects/growth.ts'
import { hot } from './subjects/hot.ts'
import { idle } from './subjects/idle.ts'
import { join } from './subjects/join.ts'
import { resume } from './subjects/resume.ts'
import { roster } from './subjects/roster.ts'
import { stalled } from './subjects/stalled.ts'
import { storm } from './subjects/storm.ts'
import type { Subject } from './subjects/subject.ts'
import { markdownTable, printTable } from './table.ts'

const tables: Readonly<Record<string, Subject>> = {
  fanout,
  event,
  join,
  roster,
  idle,
  stalled,
  storm,
  growth,
  adopt,
  resume,
}
const subjects: readonly string[] = [...Object.keys(tables), 'hot']

/** No run lasts longer, in milliseconds. */
const LONGEST_MS = 10 * 60_000

/** Nor does one subject; the others are measured all the same. */
const SUBJECT_MS = 2 * 60_000

async function main(args: readonly string[]): Promise<void> {
  const asked = args.filter((name) => name !== '--write')
  const isWritten = asked.length === 0 || asked.length < args.length
  const unknown = asked.filter((name) => !subjects.includes(name))
  if (unknown.length > 0)
    return refuse(`There is no ${unknown.join(', ')}. Choose among ${subjects.join(', ')}.`)
  if (!hasFigures())
    return refuse('This system has no /proc to read the figures of a process from. Measure on Linux.')
  console.log(machine())
  await withPostgres(async (url) => {
    for (const name of asked.length > 0 ? asked : subjects) {
      const begun = performance.now()
      const measured = await inTime(measure(name, url)).catch((error: unknown) => complain(name, error))
      if (!measured) continue
      const seconds = Math.round((performance.now() - begun) / 1000)
      console.log(`\n${measured.printed}\n(${name} took ${seconds} s)`)
      if (isWritten)
        writeFigures(name, `${measured.written}\n\n${machine()}, ${new Date().toISOString().slice(0, 16)}.`)
    }
  })
}

/** Gives up what takes too long. Its servers are ended then, as they are when it fails. */
async function inTime<T>(measuring: Promise<T>): Promise<T> {
  const late = sleep(SUBJECT_MS, undefined, { ref: false }).then(() => {
    throw new Error(`It took longer than ${SUBJECT_MS / 1000} s.`)
  })
  try {
    return await Promise.race([measuring, late])
  } finally {
    killServers()
    // What it was doing fails with its servers, and nobody waits for that.
    measuring.catch(() => {})
  }
}

function complain(subject: string, error: unknown): undefined {
  console.error(`\n${subject} gave no figures: ${error instanceof Error ? error.stack : error}`)
  process.exitCode = 1
}

async function measure(
  name: string,
  url: string,
): Promise<{ readonly printed: string; readonly written: string }> {
  const table = await tables[name]?.(url)
  if (table)
    return { printed: printTable(table), written: `${capitalized(table.title)}:\n\n${markdownTable(table)}` }
  const frames = await hot(url)
  return { printed: frames, written: frames }
}

const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

function refuse(reason: string): void {
  console.error(reason)
  process.exitCode = 1
}

function machine(): string {
  const processor = cpus()[0]?.model.trim() ?? process.arch
  return `${availableParallelism()} cores of ${processor}, Node ${process.versions.node}; median (lowest–highest) of ${ROUNDS} rounds`
}

async function withPostgres(use: (url: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(joinPath(tmpdir(), 'oriel-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir: joinPath(folder, 'postgres') })
  // A server that has only just been told to end may still write there.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  try {
    await use(postgres.url)
  } finally {
    await postgres.stop()
  }
}

// Servers and database end with this process, however it ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
setTimeout(() => process.exit(1), LONGEST_MS).unref()
await main(process.argv.slice(2))
process.exit()
