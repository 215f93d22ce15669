import { mkdtempSync, rmSync } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { UploadEntry } from '../template/upload.ts'
import type { TempFile, UploadWriter } from '../view/upload.ts'
import type { Disk } from './disk.ts'
import { refusedBy } from './refusal.ts'

let folder: string | undefined

/** The folder of this process, readable by its user only; it goes with the process. */
function folderOfProcess(): string {
  if (folder) return folder
  const made = mkdtempSync(join(tmpdir(), 'oriel-uploads-'))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  folder = made
  return made
}

/** Writes a file into the folder for temporary files, under a name of our own; it takes its place on the disk until it goes. */
export async function tempFile({ id, size }: UploadEntry, disk: Disk): Promise<UploadWriter<TempFile>> {
  const release = disk.reserve(size)
  if (!release) throw refusedBy('no_room')
  const path = join(folderOfProcess(), id)
  let handle: FileHandle
  try {
    handle = await open(path, 'wx', 0o600)
  } catch (error) {
    release()
    throw error
  }
  const remove = async () => {
    await handle.close().catch(() => {})
    await rm(path, { force: true })
    release()
  }
  return {
    // A write may take only a part of the bytes; this one goes on until all are written.
    write: (bytes) => handle.appendFile(bytes),
    async close() {
      await handle.close()
      return { path }
    },
    discard: remove,
    consumed: remove,
  }
}
