import { html } from 'oriel'

const hues = 12

/** A disc with a name's initials, in one of twelve hues that the name alone decides. */
export const avatar = (name: string) =>
  html`<span class="avatar hue-${hueOf(name)}" aria-hidden="true">${initialsOf(name)}</span>`

/** The first letters of a name's first two words ("ada_lovelace" gives "AL"), or the first two of its only one. */
export function initialsOf(name: string): string {
  const [first = '', second] = name.split(/[_-]+/).filter(Boolean)
  return (second ? first.slice(0, 1) + second.slice(0, 1) : first.slice(0, 2)).toUpperCase()
}

/** Which of the twelve hues a name has. */
export function hueOf(name: string): number {
  let hash = 0
  for (const character of name) hash = (hash * 31 + character.charCodeAt(0)) | 0
  return Math.abs(hash) % hues
}
