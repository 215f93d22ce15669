import { build } from 'esbuild'
import { html, type RootLayout } from 'oriel'

/** Bundles a script for the browser; its relative imports are those of a module in `folder`. */
export async function bundleScript(contents: string, folder: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]!.text
}

/** The document around a page whose script is served at `/app.js`. */
export const scriptedLayout: RootLayout = ({ title, csrf, content }) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:image/png;base64,">
    <meta name="csrf-token" content="${csrf}"><script type="module" src="/app.js"></script>
  </head>
  <body>${content}</body>
</html>`
