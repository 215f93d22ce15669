import { html } from 'oriel'
import type { Message } from '../../src/chatter/index.ts'
import { ago } from './ago.ts'
import { avatar } from './avatar.ts'
import { isEmojiOnly, messageText } from './message-text.ts'

/**
 * One message, the same for everyone who sees it. What depends on the reader or on the rows around it (own
 * messages, groups, days) is marked in the browser by the `Conversation` hook, from `data-user` and the time.
 */
export const messageRow = ({ user, content, inserted_at }: Message, id: string) => html`
<article id="${id}" class="message" data-user="${user.id}">
  ${avatar(user.name)}
  <header><span class="author">${user.name}</span> ${ago(inserted_at, `${id}-time`)}</header>
  <p class="${['content', isEmojiOnly(content) && 'emoji']}">${messageText(content)}</p>
</article>`
