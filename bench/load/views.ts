import { closedLoop } from './closed-loop.ts'
import { openView, type View } from './view.ts'

/** Views that are open, and the bytes that it took. */
export interface OpenViews {
  readonly views: readonly View[]
  readonly bytes: number
  readonly losses: number
  close(): void
}

const SIDE_BY_SIDE = 50
const LONGEST_MS = 60_000

/**
 * Opens views of one page, all in the browser with this cookie, or else each for a new visitor; `resumes` asks that they
 * outlive their connections.
 */
export async function openViews(
  count: number,
  url: URL,
  cookie?: string,
  resumes = false,
): Promise<OpenViews> {
  const views: View[] = []
  const open = async () => {
    const { view, bytes } = await openView(url, cookie, resumes)
    views.push(view)
    return bytes
  }
  const bounds = { operations: count, ms: LONGEST_MS }
  const { bytes } = await closedLoop(Array(SIDE_BY_SIDE).fill(open), bounds)
  const close = () => {
    for (const view of views) view.close()
  }
  return { views, bytes, losses: count - views.length, close }
}
