/** How many bytes JSON may grow by to be ASCII: so many, or this share of its length. */
const FEW_BYTES = 64
const FEW = 0.02

/** What the escape of a character takes beyond the two or three bytes that it has in UTF-8. */
const MORE_BYTES = 4

const beyond = /[^\0-\x7f]/

/**
 * JSON in ASCII, where that makes it hardly longer: a few characters are escaped. One of them alone would make Node hold
 * and write the whole message as UTF-16, which takes ten times as long.
 */
export function asciiJson(json: string): string {
  if (!beyond.test(json)) return json
  const all = new RegExp(beyond, 'g')
  const count = json.match(all)!.length
  if (count * MORE_BYTES > Math.max(FEW_BYTES, json.length * FEW)) return json
  return json.replace(all, escaped)
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
