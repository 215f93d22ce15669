import { html, type Layout, link, liveView, paths } from 'oriel'

const path = paths('/container', '/container/plain')

/** A layout of one view: it has a footer in place of the flash. */
const withFooter: Layout = ({ content }) =>
  html`${content}<footer id="footer">Framed by its own layout</footer>`

/** A view that says what element stands around it, and what layout. */
export const framed = liveView({
  container: { tag: 'section', attributes: { class: 'framed', 'aria-label': 'A framed view' } },
  layout: withFooter,
  mount: () => ({}),
  render: () => html`
    <h1>Framed</h1>
    ${link({ id: 'to-plain', navigate: path('/container/plain') }, 'Without a frame')}`,
})

/** A view that leaves both as they are. */
export const unframed = liveView({
  mount: () => ({}),
  render: () => html`
    <h1>Plain</h1>
    ${link({ id: 'to-framed', navigate: path('/container') }, 'With a frame')}`,
})
