import { type EventRef, html } from 'oriel'
import type { User } from '../../src/chatter/index.ts'
import { icon } from './icon.ts'
import { messageRow } from './message-row.ts'

const longest = 1000

/**
 * The form that sends messages. The `Composer` hook owns it and everything typed into it, so no patch goes inside.
 */
export const composer = (send: EventRef<object>) => html`
  <form id="message-form" class="composer" phx-submit="${send}" phx-hook="Composer" phx-update="ignore" data-limit="${longest}">
    <div class="field">
      <button type="button" class="quiet attach" aria-label="Add images">${icon.image}</button>
      <textarea name="content" rows="1" aria-label="Message" aria-describedby="message-problem message-count" placeholder="Type a message..." enterkeyhint="send" autocomplete="off"></textarea>
      <button class="primary" aria-label="Send">${icon.send}</button>
    </div>
    <p id="message-problem" class="problem" role="alert"></p>
    <p id="message-count" class="counter" role="status"></p>
  </form>`

/** Where messages on their way are shown, and the pattern that the `Composer` hook makes them from. */
export const outbox = (user: User) => html`
  <div id="outbox" phx-update="ignore">
    <template>${messageRow({ id: '', content: '', images: [], inserted_at: new Date(0), user }, 'outgoing')}</template>
  </div>`
