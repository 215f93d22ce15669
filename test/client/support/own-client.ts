import { join } from 'node:path'
import { type LiveApp, type LiveAppOptions, serveLive } from '../../support/live-app.ts'
import { bundleScript, scriptedLayout } from '../../support/scripted-page.ts'

/** What a browser reports by itself when its network fails. */
export const networkErrors = [/WebSocket connection to .* failed/, /ERR_(CONNECTION|EMPTY|SOCKET|NETWORK)/]

/** Serves views whose pages run our client, with its options as a script has them, and before that lines of their own. */
export async function serveWithOurClient(
  options: Omit<LiveAppOptions, 'rootLayout' | 'extend'>,
  lines = '',
  settings = '',
): Promise<LiveApp> {
  const script = await bundleScript(
    `import { connectLive } from './index.ts'\n${lines}\nconnectLive(${settings})`,
    join(import.meta.dirname, '../../../client/live'),
  )
  return serveLive({
    layout: ({ content }) => content,
    ...options,
    rootLayout: scriptedLayout,
    extend: (app) => {
      app.get('/app.js', (_, answer) => answer.type('text/javascript').send(script))
    },
  })
}
