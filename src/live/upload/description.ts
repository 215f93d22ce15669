import { isRecord } from '../changeset/cast.ts'
import type { FileInfo } from '../template/upload.ts'

/** A file as the browser describes it, with the name that the browser has for it. */
export interface Described extends FileInfo {
  readonly ref: string
}

/** Characters of a name that are kept: no file system takes more. */
const NAME_LENGTH = 255

/** Reads what a browser says of a file; undefined when that is no description. */
export function described(raw: unknown): Described | undefined {
  if (!isRecord(raw)) return undefined
  const { ref, name, size, type, relative_path: path, last_modified: modified, meta } = raw
  const isWhole = typeof size === 'number' && Number.isSafeInteger(size) && size >= 0
  if (typeof ref !== 'string' || !/^\w{1,40}$/.test(ref) || typeof name !== 'string' || !isWhole)
    return undefined
  return {
    ref,
    name: partsOf(name).at(-1) ?? ref,
    relativePath: typeof path === 'string' ? partsOf(path).join('/') : '',
    type: typeof type === 'string' ? type.slice(0, NAME_LENGTH) : '',
    size,
    lastModified: typeof modified === 'number' ? modified : undefined,
    meta,
  }
}

/** The names in a path, without any that leads elsewhere. */
const partsOf = (path: string): readonly string[] =>
  path
    .split(/[/\\]/)
    .map((part) =>
      part
        .replace(/\p{Cc}/gu, '')
        .trim()
        .slice(-NAME_LENGTH),
    )
    .filter((part) => !/^\.{0,2}$/.test(part))
