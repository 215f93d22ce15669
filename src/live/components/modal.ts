import type { EventRef } from '../template/event.ts'
import { focusWrap } from '../template/focus-wrap.ts'
import { type Hole, html, type Template } from '../template/html.ts'
import { type Js, js } from '../template/js.ts'
import { icon } from './icon.ts'

interface Modal {
  readonly id: string
  readonly title: Hole
  /** Closes it: by its button, by Escape, and by a click beside it. The view then shows it no more. */
  readonly close: EventRef | Js
  /** The selector of what takes the focus when it is closed: the button that has opened it. */
  readonly opener?: string
  /** What its button is called: 'Close' when absent. */
  readonly closeLabel?: string
}

/** Shows a dialog above the page for as long as the view renders it. The focus goes into it, and stays there. */
export function modal({ id, title, close, opener, closeLabel = 'Close' }: Modal, content: Hole): Template {
  const dialog = {
    id: `${id}-dialog`,
    class: 'o-dialog',
    role: 'dialog',
    'aria-modal': 'true',
    'aria-labelledby': `${id}-title`,
    'phx-click-away': close,
    'phx-window-keydown': close,
    'phx-key': 'Escape',
  }
  // The button comes last, so that what the dialog is about has the focus first.
  return html`
<div id="${id}" class="o-modal" phx-mounted="${js.focusFirst(`#${id}-panel`)}" phx-remove="${opener !== undefined && js.focus(opener)}">
  ${focusWrap(
    dialog,
    html`
    <div id="${id}-panel" class="o-panel">
      <h2 id="${id}-title" class="o-title">${title}</h2>
      ${content}
      <button class="o-button o-quiet o-close" type="button" aria-label="${closeLabel}" phx-click="${close}">${icon('close')}</button>
    </div>`,
  )}
</div>`
}
