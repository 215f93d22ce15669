import { html, type Layout, type RootLayout } from 'oriel'
import { icon } from './components/icon.ts'

/** The document around every page, rendered once and never patched. */
export const rootLayout: RootLayout = ({ title, csrf, content, assets }) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
    <meta name="color-scheme" content="light dark">
    <meta name="csrf-token" content="${csrf}">
    <title>${title}</title>
    <link rel="icon" href="${assets('icon.svg')}" type="image/svg+xml">
    <link rel="stylesheet" phx-track-static href="${assets('app.css')}">
    <script type="module" phx-track-static src="${assets('app.js')}"></script>
  </head>
  <body>
    <a class="skip-link" href="#main">Skip to the content</a>
    <noscript><p class="notice">You can read here as it is. Joining and sending need JavaScript and a connection.</p></noscript>
    ${content}
  </body>
</html>`

/** What stands inside the live container with every view: the flash, announced at once and closed by hand. */
export const layout: Layout = ({ flash, content }) => html`
  <div class="flashes" role="alert">
    ${flash.error && flashMessage('error', flash.error)}
    ${flash.info && flashMessage('info', flash.info)}
  </div>
  ${content}`

const flashMessage = (kind: 'error' | 'info', text: string) => html`
  <div id="flash-${kind}" class="flash ${kind}">
    <p>${text}</p>
    <button type="button" class="quiet" aria-label="Close" phx-click="lv:clear-flash" phx-value-key="${kind}">${icon.close}</button>
  </div>`
