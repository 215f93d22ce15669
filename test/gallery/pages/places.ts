import { each, html, liveView, paths, Type } from 'oriel'

const path = paths('/places/:name')
const place = (name: string, line?: string) => path('/places/:name', { name, '#': line })

const lines = Array.from({ length: 40 }, (_, n) => ({ id: n + 1 }))

const idOf = ({ id }: { id: number }) => id
const line = ({ id }: { id: number }) => html`<p id="line-${id}">Line ${id}</p>`
const note = ({ id }: { id: number }) => html`<li>Note ${id}</li>`

/** A long page with a list that scrolls by itself, and links to places on it and on another page like it. */
export const places = liveView({
  params: Type.Object({ name: Type.String() }),
  mount: ({ params }) => ({ name: params.name }),
  handleParams: (live, { name }) => live.assign({ name }),
  render: ({ name }) => html`
    <h1>The ${name} page</h1>
    <a id="to-line" href="#line-30">Line 30</a>
    <a id="to-other" href="${place('other')}" data-phx-link="redirect" data-phx-link-state="push">The other page</a>
    <a id="to-other-line" href="${place('other', 'line-20')}" data-phx-link="redirect" data-phx-link-state="push">
      Line 20 there
    </a>
    <ol id="notes" class="pane" data-live-scroll>${each(lines, idOf, note)}</ol>
    ${each(lines, idOf, line)}
    <a id="from-below" href="${place('other')}" data-phx-link="redirect" data-phx-link-state="push">The other page</a>`,
})
