import { html, type Template } from '../template/html.ts'
import { js } from '../template/js.ts'
import { memo } from '../template/memo.ts'
import { icon } from './icon.ts'

/** The short messages of a layout. */
interface Flashes {
  readonly flash: { readonly info?: string | undefined; readonly error?: string | undefined }
  /** What the buttons to close them are called: 'Close' when absent. */
  readonly close?: string
  /** What is said when the server may not have got what a person did last; nothing when false. */
  readonly lost?: string | false
}

const LOST = 'The connection was lost, and what you did last may be missing. Please check, and do it again.'

/**
 * Shows the short messages that a layout is given, and one in the browser when what a person did is lost; each with a
 * button to close it.
 */
export const flash = ({ flash: { info, error }, close = 'Close', lost = LOST }: Flashes): Template => html`
<div class="o-flashes">
  ${error !== undefined && message('error', error, close)}
  ${info !== undefined && message('info', info, close)}
  ${lost !== false && memo([lost, close], () => lostMessage(lost, close))}
</div>`

const lostMessage = (text: string, close: string): Template => html`
<div id="flash-lost" class="o-flash-lost" role="alert" hidden phx-lost="${js.removeAttribute('hidden')}">
  ${icon('alert')}
  <p>${text}</p>
  <button class="o-button o-quiet" type="button" aria-label="${close}" phx-click="${js.setAttribute('hidden', '', '#flash-lost')}">${icon('close')}</button>
</div>`

const message = (kind: 'error' | 'info', text: string, close: string): Template => html`
<div id="flash-${kind}" class="${['o-flash', `o-flash-${kind}`]}" role="${kind === 'error' ? 'alert' : 'status'}">
  ${icon(kind === 'error' ? 'alert' : 'info')}
  <p>${text}</p>
  <button class="o-button o-quiet" type="button" aria-label="${close}" phx-click="lv:clear-flash" phx-value-key="${kind}">${icon('close')}</button>
</div>`
