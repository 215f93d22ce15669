import { type Hole, html } from 'oriel'

const url = /https?:\/\/[^\s<>"]+/g

// What ends a sentence after a URL rather than the URL itself.
const trailing = /[.,;:!?')\]}]+$/

const emojiOnly = /^(?:\p{RGI_Emoji}\s*){1,6}$/v

/** Whether a message is nothing but a few emoji. */
export const isEmojiOnly = (text: string): boolean => emojiOnly.test(text)

/** A message's text with the URLs in it as links, and large where it is but emoji; everything else stays as it was typed. */
export function messageText(text: string): Hole {
  if (isEmojiOnly(text)) return html`<span class="emoji">${text}</span>`
  const parts: Hole[] = []
  let end = 0
  for (const { 0: found, index } of text.matchAll(url)) {
    const address = withoutTrailing(found)
    if (!URL.canParse(address)) continue
    parts.push(text.slice(end, index), link(address))
    end = index + address.length
  }
  return end === 0 ? text : [...parts, text.slice(end)]
}

/** "(see https://a.example/b)." links without its last two characters; a bracket that was opened inside stays. */
function withoutTrailing(found: string): string {
  const bare = found.replace(trailing, '')
  const isOpen = bare.lastIndexOf('(') > bare.lastIndexOf(')')
  return isOpen && found[bare.length] === ')' ? `${bare})` : bare
}

const link = (address: string) =>
  html`<a href="${address}" target="_blank" rel="noopener noreferrer nofollow">${address}</a>`
