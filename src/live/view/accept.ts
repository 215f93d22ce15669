import mime from 'mime'

/** What an upload accepts: extensions such as `.jpg`, media types such as `image/png` or `image/*`. */
export type Accept = readonly string[]

/** The kind of a file: what its name says, and what the browser or its bytes say. */
interface Kind {
  /** Without the dot, in lower case. */
  readonly extension: string
  readonly type: string
}

const MEDIA_TYPE = /^[\w.+-]+\/([\w.+-]+|\*)$/

/** What is wrong with a rule, in words; undefined for one that can be used. */
export const problemOfRule = (rule: string): string | undefined =>
  /^\.[^./\s]+$/.test(rule) || MEDIA_TYPE.test(rule)
    ? undefined
    : `"${rule}" is neither an extension such as .jpg nor a media type such as image/png or image/*`

export const kindOfFile = (name: string, type: string): Kind => ({
  extension: /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '',
  type: type.toLowerCase(),
})

/** Whether the rules admit a kind of file; no rules admit all. */
export const isAdmitted = (accept: Accept | undefined, kind: Kind): boolean =>
  accept === undefined || accept.some((rule) => fits(rule.toLowerCase(), kind))

function fits(rule: string, { extension, type }: Kind): boolean {
  if (rule.startsWith('.')) return rule === `.${extension}`
  return rule.endsWith('/*') ? type.startsWith(rule.slice(0, -1)) : rule === type
}

/** What a file's first bytes say of it. */
export interface Detected {
  readonly ext: string
  readonly mime: string
}

/** Formats that other formats are made of: a document may well be detected as the archive that it is. */
const CONTAINERS: ReadonlySet<string> = new Set(['application/zip', 'application/xml', 'application/x-cfb'])

/**
 * Whether the bytes of a file are what its name promised. `detectable` are the media types whose bytes tell: a file
 * of another type, such as text, cannot be told apart and is believed.
 */
export function isContentAdmitted(
  accept: Accept | undefined,
  claimed: Kind,
  detected: Detected | undefined,
  detectable: ReadonlySet<string>,
): boolean {
  if (accept === undefined) return true
  const claims = [claimed.type, mime.getType(claimed.extension) ?? '']
  const isToldApart = claims.some((type) => detectable.has(type))
  if (!detected) return !isToldApart
  if (CONTAINERS.has(detected.mime) && !isToldApart) return true
  // An extension stands for its media type: a JPEG may be .jpg or .jpeg.
  const byType = accept.map((rule) => (rule.startsWith('.') ? (mime.getType(rule) ?? rule) : rule))
  return isAdmitted([...accept, ...byType], { extension: detected.ext, type: detected.mime })
}
