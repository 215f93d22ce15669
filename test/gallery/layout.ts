import { html, type Layout, liveTitle, type RootLayout } from 'oriel'
import { flash } from 'oriel/components'

/** The document around every page, with its script. That chooses the client by the query. */
export const documentOf =
  (script: string): RootLayout =>
  ({ title, csrf, content, assets }) =>
    html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="csrf-token" content="${csrf}">
    ${liveTitle({ title, default: 'Every feature', suffix: ' – Gallery' })}
    <link rel="stylesheet" href="${assets('client.css')}">
    <script type="module" phx-track-static src="${assets(script)}"></script>
  </head>
  <body>${content}</body>
</html>`

/** The document around the pages of today. */
export const rootLayout = documentOf('client.js')

/** The flash above every view. */
export const layout: Layout = ({ flash: messages, content }) => html`
  ${flash({ flash: messages })}
  <main>${content}</main>`
