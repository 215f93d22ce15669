import type { Actor } from '../actor/actor.ts'
import type { LiveHandle } from '../actor/handle.ts'
import type { Mounted } from '../actor/load.ts'
import { Answer } from '../actor/turn.ts'
import { isRecord } from '../changeset/cast.ts'
import { LiveError } from '../kit/error.ts'
import { span } from '../kit/telemetry.ts'
import type { UploadToken } from '../upload/ground.ts'
import type { Reception } from '../upload/reception.ts'
import type { Progress } from '../upload/uploads.ts'
import type { MaybePromise } from '../view/live.ts'
import type { AnyUploads } from '../view/upload.ts'

/** Who has uploads: a view, or one of its live components. */
interface Holder {
  readonly live: LiveHandle
  readonly definition: AnyUploads
}

/** The call that handles what a browser says of its files: it asks to send some, or tells how far one has come. */
export function uploadingOf(
  actor: Actor,
  step: 'allow' | 'progress',
  payload: unknown,
): (() => MaybePromise<unknown>) | LiveError {
  const { ref, entries, entry_ref: entry, progress } = payload as Readonly<Record<string, unknown>>
  // Not by its `cid`: the official client names none for the progress in a live component.
  const find = () => holdersIn(actor.stage).find(({ live }) => live.uploads?.has(ref))
  const unknown = () => new LiveError('unknown_upload', `${actor.name} has no upload ${JSON.stringify(ref)}.`)
  if (step === 'progress')
    return () => {
      const holder = find()
      if (!holder) return unknown()
      const moved = holder.live.uploads?.progress(ref, entry, progress)
      return moved instanceof LiveError ? moved : moved && tell(holder, moved)
    }
  if (!Array.isArray(entries))
    return new LiveError('malformed_frame', 'Files that are to be sent are no list.')
  return async () => {
    const answer = await find()?.live.uploads?.preflight(ref, entries)
    return answer ? new Answer(JSON.stringify(answer).slice(1, -1)) : unknown()
  }
}

function tell({ live, definition }: Holder, { name, entry }: Progress): MaybePromise<unknown> {
  const handle = definition.handleProgress?.[name]
  if (!handle) return undefined
  const facts = () => ({ ...live.identity, upload: name, entry: entry.ref, progress: entry.progress })
  return span('oriel:upload.progress', facts, () => handle(live as never, entry))
}

function holdersIn({ live, origin, residents }: Mounted): readonly Holder[] {
  const shown = residents.components?.shown ?? []
  const components = shown.flatMap((each) =>
    each.live ? { live: each.live, definition: each.parts.definition } : [],
  )
  return [{ live, definition: origin.view.definition }, ...components]
}

/** The browser of a view is back after a lost connection: what it was sending goes on soon, or not at all. */
export function expectFiles(stage: Mounted): void {
  for (const { live } of holdersIn(stage)) live.uploads?.expect()
}

/** Begins to receive the file that a token is for, or goes on with it, if the view of that id knows it; or says why not. */
export function openFile(
  stages: (view: string) => readonly Mounted[],
  data: unknown,
  canGoOn: boolean,
): Reception | 'invalid_token' | 'disallowed' | 'already_registered' {
  if (!isRecord(data)) return 'invalid_token'
  // Signed by us, so it is one.
  const { owner, upload, entry } = data as unknown as UploadToken
  // The id of a live component begins with that of its view.
  const holder = stages(owner.replace(/\..*/, ''))
    .flatMap(holdersIn)
    .find(({ live }) => live.identity.id === owner)
  return holder?.live.uploads?.open(upload, entry, canGoOn) ?? 'invalid_token'
}
