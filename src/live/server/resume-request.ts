import { isRecord } from '../changeset/cast.ts'
import type { Session } from './session.ts'

/** What a client that can take its views up again says of that with each join. */
export interface ResumeRequest {
  /** What the view is taken up by; undefined where no join of it has been answered yet. */
  readonly token: string | undefined
  /** How many messages of the view have come; undefined where that is no number. */
  readonly seen: number | undefined
  /** Tells the view from all others that its page has had; the same for each of its joins. */
  readonly id: string | number | undefined
}

/** Tells a view from all others that the browsers of a session have had. */
export const keyOf = (session: Session, topic: string, id: ResumeRequest['id']): string =>
  `${session.id} ${topic} ${id}`

/** Reads what a join says of taking its view up again; undefined for a client that cannot. */
export function resumeRequest(join: unknown): ResumeRequest | undefined {
  const { resume } = join as { readonly resume?: unknown }
  if (!isRecord(resume)) return undefined
  const { token, seen, id } = resume
  const isId = (typeof id === 'string' && id.length <= 64) || typeof id === 'number'
  return {
    // What is none is no first join either.
    token: token === undefined ? undefined : String(token),
    seen: Number.isInteger(seen) ? (seen as number) : undefined,
    id: isId ? id : undefined,
  }
}
