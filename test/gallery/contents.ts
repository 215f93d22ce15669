import { each, html, liveView } from 'oriel'
import type { Entry } from './routes.ts'

const pathOf = ({ path }: Entry) => path

function withClient({ path, example = path }: Entry, client: string): string {
  return `${example}${example.includes('?') ? '&' : '?'}client=${client}`
}

const pageRow = (page: Entry) => html`
  <li>
    <a href="${withClient(page, 'official')}">${page.path}</a> (<a href="${withClient(page, 'oriel')}">with Oriel's client</a>): ${page.shows}
  </li>`

/** The list of all pages. Its links load the page anew, since the script is chosen then. */
export const contents = (pages: readonly Entry[]) =>
  liveView({
    mount: () => ({ pages }),
    render: ({ pages }) => html`
      <h1>Gallery</h1>
      <p>Each page shows one feature, under the official client or under Oriel's own.</p>
      <ul id="pages">${each(pages, pathOf, pageRow)}</ul>`,
  })
