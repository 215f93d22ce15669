import { html } from 'oriel'

const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })

/** A time, written out; the `Ago` hook replaces it by how long ago that is, and keeps that true. */
export const ago = (time: Date, id: string) =>
  html`<time id="${id}" class="ago" datetime="${time.toISOString()}" phx-hook="Ago">${full.format(time)} UTC</time>`
