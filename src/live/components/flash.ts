import { html, type Template } from '../template/html.ts'
import { icon } from './icon.ts'

/** The short messages of a layout. */
interface Flashes {
  readonly flash: { readonly info?: string | undefined; readonly error?: string | undefined }
  /** What the buttons to close them are called: 'Close' when absent. */
  readonly close?: string
}

/** Shows the short messages that a layout is given, each with a button to close it. */
export const flash = ({ flash: { info, error }, close = 'Close' }: Flashes): Template => html`
<div class="o-flashes">
  ${error !== undefined && message('error', error, close)}
  ${info !== undefined && message('info', info, close)}
</div>`

const message = (kind: 'error' | 'info', text: string, close: string): Template => html`
<div id="flash-${kind}" class="${['o-flash', `o-flash-${kind}`]}" role="${kind === 'error' ? 'alert' : 'status'}">
  ${icon(kind === 'error' ? 'alert' : 'info')}
  <p>${text}</p>
  <button class="o-button o-quiet" type="button" aria-label="${close}" phx-click="lv:clear-flash" phx-value-key="${kind}">${icon('close')}</button>
</div>`
