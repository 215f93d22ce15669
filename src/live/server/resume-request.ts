import { isRecord } from '../changeset/cast.ts'
import type { Session } from './session.ts'

/** What a client that can take its views up again says of that with each join. */
export interface ResumeRequest {
  /** What the view is taken up by; undefined where no join of it has been answered yet. */
  readonly token: string | undefined
  /** How many messages of the view have come; undefined where that is no number. */
  readonly seen: number | undefined
  /** Tells the view from all others that the browsers of its session have had; the same for each of its joins. */
  readonly key: string | undefined
}

/** Reads what a join says of taking its view up again; undefined for a client that cannot. */
export function resumeRequest(
  join: unknown,
  session: Session | undefined,
  topic: string,
): ResumeRequest | undefined {
  const { resume } = join as { readonly resume?: unknown }
  if (!isRecord(resume) || !session) return undefined
  const { token, seen, id } = resume
  const isId = (typeof id === 'string' && id.length <= 64) || typeof id === 'number'
  return {
    // What is none is no first join either.
    token: token === undefined ? undefined : String(token),
    seen: Number.isInteger(seen) ? (seen as number) : undefined,
    key: isId ? `${session.id} ${topic} ${id}` : undefined,
  }
}
