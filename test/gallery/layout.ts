import { html, type Layout, type RootLayout } from 'oriel'

/** The document around every page. Its script chooses the client by the query. */
export const rootLayout: RootLayout = ({ title, csrf, content, assets }) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="csrf-token" content="${csrf}">
    <title data-default="Gallery">${title || 'Gallery'}</title>
    <link rel="icon" href="data:image/png;base64,">
    <link rel="stylesheet" href="${assets('client.css')}">
    <script type="module" src="${assets('client.js')}"></script>
  </head>
  <body>${content}</body>
</html>`

/** The flash above every view; a click closes it. */
export const layout: Layout = ({ flash, content }) => html`
  ${flash.info && flashMessage('info', flash.info)}
  ${flash.error && flashMessage('error', flash.error)}
  <main>${content}</main>`

const flashMessage = (kind: 'info' | 'error', text: string) => html`
  <p id="flash-${kind}" role="alert" phx-click="lv:clear-flash" phx-value-key="${kind}">${text}</p>`
