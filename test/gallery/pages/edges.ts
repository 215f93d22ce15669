import { each, html, liveView, stream, Type } from 'oriel'

interface Line {
  readonly id: number
}

const SIZE = 20
const PAGES = 5

/** The lines of one page of the list. */
const linesOf = (page: number): readonly Line[] =>
  Array.from({ length: SIZE }, (_, index) => ({ id: (page - 1) * SIZE + index }))

const lineRow = ({ id }: Line, domId: string) => html`<li id="${domId}">Line ${id}</li>`

const Edge = Type.Object({ id: Type.String(), _overran: Type.Optional(Type.Boolean()) })

/** A list of which the browser holds three pages, and asks for the next one at each end. */
export const edges = liveView({
  events: { next: Edge, previous: Edge },
  mount: () => ({ first: 1, last: 1, overruns: 0, lines: stream(linesOf(1)) }),
  handleEvent: {
    next(live) {
      const { first, last, lines } = live.assigns
      if (last === PAGES) return
      for (const line of linesOf(last + 1)) lines.insert(line, { limit: -3 * SIZE })
      live.assign({ last: last + 1, first: Math.max(first, last - 1) })
    },
    previous(live, { _overran }) {
      const { first, last, lines, overruns } = live.assigns
      if (_overran) {
        lines.reset(linesOf(1))
        live.assign({ first: 1, last: 1, overruns: overruns + 1 })
      } else if (first > 1) {
        lines.prepend(linesOf(first - 1), { limit: 3 * SIZE })
        live.assign({ first: first - 1, last: Math.min(last, first + 1) })
      }
    },
  },
  render: ({ first, last, overruns, lines }, on) => html`
    <p id="pages">${first}–${last}, overran ${overruns}</p>
    <ul id="lines" class="${['lines', first > 1 && 'padded-top', last < PAGES && 'padded-bottom']}"
      phx-update="stream" phx-viewport-top="${on.previous}" phx-viewport-bottom="${on.next}">
      ${each(lines, lineRow)}
    </ul>`,
})
