import { html, js, liveView, Type } from 'oriel'

/** The classes while it lasts, at its start, and at its end; for how many milliseconds. */
const fade = { transition: [['fading'], ['opaque'], ['transparent']], time: 50 } as const

/** What the browser does by itself, and keeps when the server changes the page. */
export const commands = liveView({
  events: { count: Type.Object({}) },
  mount: () => ({ count: 0 }),
  handleEvent: { count: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ count }, on) => html`
    <button id="hide" phx-click="${js.hide('#box')}">Hide</button>
    <button id="show" phx-click="${js.show('#box')}">Show</button>
    <button id="toggle" phx-click="${js.toggle('#box')}">Toggle</button>
    <button id="fade" phx-click="${js.hide('#box', fade)}">Fade</button>
    <button id="add-class" phx-click="${js.addClass('bold tall', '#box')}">Add classes</button>
    <button id="remove-class" phx-click="${js.removeClass('tall', '#box')}">Remove a class</button>
    <button id="toggle-class" phx-click="${js.toggleClass('bold', '#box')}">Toggle a class</button>
    <button id="set-attribute" phx-click="${js.setAttribute('aria-label', 'A box', '#box')}">Set an attribute</button>
    <button id="remove-attribute" phx-click="${js.removeAttribute('aria-label', '#box')}">Remove it</button>
    <button id="focus" phx-click="${js.focus('#field')}">Focus the field</button>
    <button id="focus-first" phx-click="${js.focusFirst('#fields')}">Focus the first of the fields</button>
    <button id="dispatch" phx-click="${js.dispatch('gallery:write', '#field', { text: 'dispatched' })}">Dispatch</button>
    <button id="exec" phx-click="${js.exec('data-close', '#box')}">Run what the box says</button>
    <button id="count" phx-click="${js.push(on.count).addClass('counted', { closest: 'main' })}">Count and mark</button>
    <section id="box" data-close="${js.hide().addClass('closed', { inner: 'p' })}"><p>Counted ${count}</p></section>
    <div id="fields">
      <input id="field" aria-label="Field" phx-hook="Writer">
    </div>`,
})
