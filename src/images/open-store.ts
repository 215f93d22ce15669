import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bucket } from 'oriel'
import type { ImageStore } from '../chatter/index.ts'
import { type Config, ConfigError } from '../config.ts'
import { bucketStore } from './bucket-store.ts'
import { diskStore } from './disk-store.ts'

/** Opens the place for images that the configuration names, once something could be written there; throws a `ConfigError`. */
export async function openImageStore({ imageDir, imageBucket }: Config): Promise<ImageStore> {
  if (imageBucket) return checkedBucket(imageBucket)
  try {
    await mkdir(imageDir, { recursive: true })
    const probe = join(imageDir, `probe-${randomUUID()}`)
    await writeFile(probe, '', { flag: 'wx' })
    await rm(probe)
  } catch (cause) {
    throw new ConfigError(
      `IMAGE_DIR must be a folder that can be written, but ${reason(cause)}: set it to another folder.`,
      { cause },
    )
  }
  return diskStore(imageDir)
}

async function checkedBucket(bucket: Bucket): Promise<ImageStore> {
  const store = bucketStore(bucket)
  const probe = `probe-${randomUUID()}`
  try {
    const sink = await store.create(probe, 5)
    await sink.write(Buffer.from('probe'))
    await sink.close()
    await store.remove(probe)
  } catch (cause) {
    const remedy = 'Correct the variables that begin with IMAGE_BUCKET, or what its keys may do'
    throw new ConfigError(
      `The bucket at ${bucket.url} must take images and let them go, but ${reason(cause)} ${remedy}.`,
      { cause },
    )
  }
  return store
}

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
