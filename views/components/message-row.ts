import { html } from 'oriel'
import type { Message } from '../../src/chatter/index.ts'
import { hueOf, initialsOf } from './avatar.ts'
import { messageText } from './message-text.ts'
import { pictures } from './picture.ts'

/**
 * One message, the same for everyone who sees it. What depends on the reader or on the rows around it (own
 * messages, groups, days) is marked in the browser by the `Conversation` hook, from the author's name and the time;
 * the time in words comes from the `Ago` hook.
 */
export const messageRow = ({ user, content, images, inserted_at }: Message, id: string) => html`
<article id="${id}" class="message">
  <span class="avatar hue-${hueOf(user.name)}" aria-hidden="true">${initialsOf(user.name)}</span>
  <header><span class="author">${user.name}</span> <time class="ago" datetime="${inserted_at.toISOString().slice(0, 19)}Z"></time></header>
  <p class="content">${images.length > 0 ? [messageText(content), pictures(images)] : messageText(content)}</p>
</article>`
