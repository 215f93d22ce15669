import { performance } from 'node:perf_hooks'
import { save, sendFile } from './send-file.ts'

const GIB = 2 ** 30

/** What a process says of its memory, in bytes. */
export interface Memory {
  readonly rss: number
  readonly heapUsed: number
  readonly arrayBuffers: number
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`.padStart(11)

/** Sends 1 GiB through a streaming writer, and looks at the memory of the server on the way. */
export async function oneLargeFile(server: URL, memory: () => Promise<Memory>): Promise<void> {
  const samples: Memory[] = [await memory()]
  const begin = performance.now()
  let next = GIB / 16
  const onChunk = async (sent: number) => {
    if (sent < next) return
    next += GIB / 16
    samples.push(await memory())
  }
  const view = await sendFile({ page: new URL('/files', server), size: GIB, onChunk })
  const seconds = (performance.now() - begin) / 1000
  if (!(await save(view)).includes(`bytes ${GIB}`)) throw new Error('The file did not come in full.')
  view.close()
  console.log(
    `1 GiB through a streaming writer, ${seconds.toFixed(1)} s, ${(1024 / seconds).toFixed(0)} MiB/s`,
  )
  for (const what of ['rss', 'heapUsed', 'arrayBuffers'] as const) {
    const sizes = samples.map((sample) => sample[what])
    const [before = 0, first = 0] = sizes
    const most = Math.max(...sizes.slice(1))
    console.log(
      `  ${what.padEnd(14)} before ${mebibytes(before)}, first sixteenth ${mebibytes(first)}, most ${mebibytes(most)}, last ${mebibytes(sizes.at(-1) ?? 0)}`,
    )
  }
}
