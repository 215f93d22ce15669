const special = /[&<>"']/

/** Text made safe to stand in HTML, between tags or inside a quoted attribute. */
export function escapeHtml(text: string): string {
  const first = text.search(special)
  if (first < 0) return text
  let html = ''
  let from = 0
  for (let i = first; i < text.length; i++) {
    const entity = entityOf(text.charCodeAt(i))
    if (!entity) continue
    html += text.slice(from, i) + entity
    from = i + 1
  }
  return html + text.slice(from)
}

function entityOf(code: number): string | undefined {
  switch (code) {
    case 38:
      return '&amp;'
    case 60:
      return '&lt;'
    case 62:
      return '&gt;'
    case 34:
      return '&quot;'
    case 39:
      return '&#39;'
    default:
      return undefined
  }
}

// Browsers drop control characters and leading blanks before they read a scheme.
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is matched
const dropped = /[\u0000-\u0020\u007f-\u009f]/g
const scripted = /^(javascript|vbscript|data):/i
const harmlessData = /^data:image\/(png|gif|jpe?g|webp|avif);/i

const schemes = ['javascript:', 'vbscript:', 'data:']

const urls = new Set(
  'href src action formaction poster cite data ping background xlink:href manifest'.split(' '),
)

/** Whether an attribute holds a URL that a browser may follow. */
export const isUrlAttribute = (name: string): boolean => urls.has(name.toLowerCase())

/** Whether more text may still make a script of a URL that begins like this. */
export function mayBecomeScript(start: string): boolean {
  const seen = start.replace(dropped, '').toLowerCase()
  return schemes.some((scheme) => scheme.startsWith(seen))
}

/** A URL as it may stand in an attribute: one that would run a script becomes `about:blank#refused`. */
export function safeUrl(url: string): string {
  const seen = url.replace(dropped, '')
  return scripted.test(seen) && !harmlessData.test(seen) ? 'about:blank#refused' : url
}
