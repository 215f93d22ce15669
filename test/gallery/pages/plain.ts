import { html, js } from 'oriel'

/** What stands on a page without a view that loads the client all the same: commands and hooks need no server. */
export const plain = () => html`
  <h1>A page without a view</h1>
  <p id="box">Hide me</p>
  <button id="hide" phx-click="${js.hide('#box')}">Hide</button>
  <button id="mark" phx-click="${js.addClass('bold', '#box')}">Mark</button>
  <p id="diary" phx-hook="Diary" data-value="1">Watched</p>
  <ol id="told"></ol>
  <a id="on" href="/navigate" data-phx-link="redirect" data-phx-link-state="push">To a view</a>`
