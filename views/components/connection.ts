import { html } from 'oriel'

/** A dot and a word for the state of the connection; the stylesheet shows the word that the container's classes ask for. */
export const connection = () => html`
  <p id="connection" class="connection" role="status" phx-hook="Connection" phx-update="ignore">
    <span class="when-connecting">Connecting&hellip;</span>
    <span class="when-connected">Connected</span>
    <span class="when-reconnecting">Reconnecting&hellip;</span>
    <span class="when-offline">Offline</span>
  </p>`
