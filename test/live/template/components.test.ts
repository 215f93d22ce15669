import { focusWrap, html, intersperse, liveTitle, portal } from 'oriel'
import { renderToString } from 'oriel/server'
import { expect, test } from 'vitest'

test('a portal names its target, and has one root element with an id', () => {
  expect(
    renderToString(portal({ id: 'tip', target: '#tips', class: 'tip' }, html`<p>One</p><p>Two</p>`)),
  ).toBe(
    '<template id="tip" data-phx-portal="#tips"><div  class="tip" id="tip-content"><p>One</p><p>Two</p></div></template>',
  )
  expect(renderToString(portal({ id: 'row', target: 'tbody', container: 'tr' }, html`<td>1</td>`))).toBe(
    '<template id="row" data-phx-portal="tbody"><tr  id="row-content"><td>1</td></tr></template>',
  )
})

test('a focus wrap begins and ends with an element that takes the focus', () => {
  const shown = renderToString(focusWrap({ id: 'menu', class: 'box' }, html`<button>Close</button>`))
  expect(shown.replaceAll(/\n\s*/g, '')).toBe(
    '<div id="menu" phx-hook="Phoenix.FocusWrap"  class="box">' +
      '<div id="menu-start" tabindex="0" aria-hidden="true"></div>' +
      '<button>Close</button>' +
      '<div id="menu-end" tabindex="0" aria-hidden="true"></div></div>',
  )
})

test('a live title tells the browser what stands around every title', () => {
  const around = { prefix: 'Oriel: ', suffix: ' · beta', default: 'Welcome' }
  const attributes = 'data-prefix="Oriel: " data-default="Welcome" data-suffix=" · beta"'
  const titled = (title: string) => renderToString(liveTitle({ title, ...around }))
  expect(titled('<Lobby>')).toBe(`<title ${attributes}>Oriel: &lt;Lobby&gt; · beta</title>`)
  expect(titled(' ')).toBe(`<title ${attributes}>Oriel: Welcome · beta</title>`)
})

test('a live title without anything around it is the title alone', () => {
  expect(renderToString(liveTitle({ title: 'Lobby' }))).toBe('<title>Lobby</title>')
  expect(renderToString(liveTitle({ title: '' }))).toBe('<title></title>')
})

test('a separator stands between each two items, and neither before nor behind', () => {
  const shown = (...tags: readonly string[]) =>
    renderToString(html`<p>${intersperse(tags, (tag) => html`<b>${tag}</b>`, html`<hr>`)}</p>`)
  expect(shown()).toBe('<p></p>')
  expect(shown('a')).toBe('<p><b>a</b></p>')
  expect(shown('a', 'b', 'c')).toBe('<p><b>a</b><hr><b>b</b><hr><b>c</b></p>')
})
