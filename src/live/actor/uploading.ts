import { note } from '../kit/telemetry.ts'
import type { UploadGround } from '../upload/ground.ts'
import { Uploads } from '../upload/uploads.ts'
import type { Uploads as Declared } from '../view/upload.ts'
import type { LiveHandle } from './handle.ts'
import type { Host } from './host.ts'

/** Gives a view, or the live component of a number, the uploads that it declares, as assigns; they end with it. */
export function allowUploads(live: LiveHandle, declared: Declared, host: Host, cid?: number): void {
  const uploads = new Uploads(
    declared,
    host.name,
    () => groundOf(live, host, cid),
    (changes) => live.assign(changes),
  )
  live.uploads = uploads
  live.assign(uploads.values)
  live.onEnd(() => uploads.end())
}

function groundOf({ identity }: LiveHandle, host: Host, cid: number | undefined): UploadGround {
  const { name, uploading } = host
  const { place, limits, disk, log, seal } = uploading
  return {
    prefix: cid === undefined ? place : `${place}-${cid}`,
    limits,
    disk,
    seal: (upload, entry) => seal({ owner: identity.id, upload, entry }),
    enqueue: (what, run) => host.enqueue(what, run),
    tell(upload, { entry: error, isOurs, cause }) {
      note('oriel:upload.failed', () => ({ ...identity, upload, error }))
      const facts = { view: identity.view, upload, error }
      if (isOurs) log.error({ code: 'upload_failed', ...facts, err: cause }, `${upload} of ${name} failed`)
      else log.warn({ code: 'upload_refused', ...facts }, `A file of ${upload} of ${name} was refused.`)
    },
  }
}
