import { html } from 'oriel'

/** The few drawings of this app, in the colour of the text around them; the words beside them carry the meaning. */
export const icon = {
  brand: html`<svg class="icon brand" viewBox="0 0 32 32" aria-hidden="true"><path d="M16 3C8.3 3 2 8.2 2 14.7c0 3.9 2.3 7.3 5.8 9.5-.2 1.7-.9 3.2-2 4.4-.4.5-.1 1.2.6 1.1 2.7-.2 5-1.1 6.7-2.5.9.2 1.9.3 2.9.3 7.7 0 14-5.2 14-11.7S23.7 3 16 3Z"/><circle cx="10" cy="15" r="2"/><circle cx="16" cy="15" r="2"/><circle cx="22" cy="15" r="2"/></svg>`,
  close: html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d="m5 5 10 10M15 5 5 15"/></svg>`,
  down: html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d="M10 4v12m-5-5 5 5 5-5"/></svg>`,
  image: html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><rect x="2.5" y="3.5" width="15" height="13" rx="2"/><circle cx="7" cy="8" r="1.5"/><path d="m3 14.5 4-3.5 3 2.5 3.5-4 4 4"/></svg>`,
  leave: html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d="M8 4H5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h3m4-3 4-3-4-3m3 3H8"/></svg>`,
  people: html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><circle cx="8" cy="7" r="3"/><path d="M2.5 16c.5-3 2.6-4.5 5.5-4.5s5 1.5 5.5 4.5M13 4.3a3 3 0 0 1 0 5.400m1.8 2.3c1.5.7 2.4 2 2.7 4"/></svg>`,
  send: html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d="M10 16V4m-5 5 5-5 5 5"/></svg>`,
}
