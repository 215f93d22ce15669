import {
  type EventRef,
  each,
  fileInput,
  html,
  imagePreview,
  type Upload,
  type UploadEntry,
  uploadMessage,
} from 'oriel'
import { longestAlt } from '../../src/chatter/index.ts'
import { icon } from './icon.ts'

type Remove = EventRef<{ ref: string }>

/** What the tray shows, and its events. */
interface Tray {
  readonly images: Upload
  readonly choose: EventRef<object>
  readonly remove: Remove
}

/**
 * The images that are chosen for the next message. The `Composer` hook fills the hidden form from what is pasted,
 * dropped or picked, and reads the descriptions, which no patch touches.
 */
export const tray = ({ images, choose, remove }: Tray) => html`
  <form id="image-form" class="picker" phx-change="${choose}">${fileInput(images, { 'aria-label': 'Images' })}</form>
  <div id="tray" class="tray" role="group" aria-label="Images of your message" data-most="${images.maxEntries}">
    <ul id="tray-cards" role="list">${each(images.entries, byRef, card, remove)}</ul>
    <p class="count" role="status">${images.entries.length > 0 && `${images.entries.length} of ${images.maxEntries} images`}</p>
    <p class="problem" role="alert">${images.errors.map(uploadMessage)}</p>
  </div>`

const byRef = ({ ref }: UploadEntry) => ref

const card = (entry: UploadEntry, remove: Remove) => {
  const { ref, name, progress, isDone, errors } = entry
  const state = errors.length > 0 ? 'failed' : isDone ? 'done' : 'sending'
  return html`
<li id="card-${ref}" class="card" data-ref="${ref}" data-state="${state}">
  ${imagePreview(entry, { alt: '' })}
  <div id="card-${ref}-alt" class="card-alt" phx-update="ignore"><input aria-label="${`Description of ${name}`}" placeholder="Describe it" maxlength="${longestAlt}" autocomplete="off"></div>
  <button type="button" class="quiet" aria-label="${`Remove ${name}`}" phx-click="${remove({ ref })}">${icon.close}</button>
  ${state === 'sending' && html`<progress max="100" value="${progress}" aria-label="${`Sending ${name}`}"></progress>`}
  ${state === 'failed' && html`<p class="problem" role="alert">${name}: ${errors.map(uploadMessage)}</p>`}
</li>`
}
