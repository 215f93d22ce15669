import { html, liveSession, liveView } from 'oriel'
import { documentOf } from '../layout.ts'

const build = liveView({
  mount: () => ({ isOld: false }),
  connect: (live, { staticChanged }) => live.assign({ isOld: staticChanged }),
  render: ({ isOld }) =>
    html`<p id="build">${isOld ? 'There is a new version. Load the page anew.' : 'Up to date.'}</p>`,
})

/** A page that tells whether its browser has the files of the newest build. */
export const newBuild = build

/** The same, as it was loaded before a deploy: with a script of another name. */
export const oldBuild = liveSession({ name: 'old build', rootLayout: documentOf('client.old.js') })(build)
