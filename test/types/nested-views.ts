/** What a nested view is given, and the mistakes that do not compile: `tsc -p test` is the test. */
import { html, liveRender, liveSession, liveView, Type } from 'oriel'

const rest = { mount: () => ({}), render: () => html`` }

const plain = liveView(rest)
const clock = liveView({
  session: Type.Object({ zone: Type.String(), seconds: Type.Optional(Type.Boolean()) }),
  ...rest,
})
const known = liveView({ session: Type.Object({ id: Type.String() }), ...rest })
const modest = liveView({ session: Type.Object({ size: Type.Optional(Type.Integer()) }), ...rest })
const room = liveView({ params: Type.Object({ id: Type.String() }), ...rest })
const search = liveView({ params: Type.Object({ q: Type.Optional(Type.String()) }), ...rest })
const editor = liveView({ actions: ['show', 'edit'], ...rest })
const greeting = liveView({ session: Type.Object({ name: Type.String() }), ...rest })
const signedIn = liveSession({ name: 'signed-in', onMount: () => ({ name: 'Ana' }) })

/** Everything is inferred from the view, and nothing is written in angle brackets. */
export const complete = html`
  ${liveRender(plain, { id: 'plain' })}
  ${liveRender(plain, { id: 'empty', session: {} })}
  ${liveRender(clock, { id: 'clock', session: { zone: 'UTC' } })}
  ${liveRender(clock, { id: 'exact', session: { zone: 'UTC', seconds: true }, sticky: true })}
  ${liveRender(known, { id: 'known' })}
  ${liveRender(modest, { id: 'modest' })}
  ${liveRender(modest, { id: 'sized', session: { size: 3 } })}
  ${liveRender(search, { id: 'search' })}
  ${liveRender(editor.action('edit'), { id: 'editor' })}
  ${liveRender(signedIn(greeting), { id: 'greeting' })}
  ${['a', 'b'].map((zone) => liveRender(clock, { id: zone, session: { zone } }))}
  ${false && liveRender(plain, { id: 'hidden' })}`

// @ts-expect-error the view needs a session
liveRender(clock, { id: 'clock' })
// @ts-expect-error a key of the session is missing
liveRender(clock, { id: 'clock', session: { seconds: true } })
// @ts-expect-error a value of another type
liveRender(clock, { id: 'clock', session: { zone: 1 } })
// @ts-expect-error a key that the view does not declare
liveRender(clock, { id: 'clock', session: { zone: 'UTC', size: 3 } })
// @ts-expect-error a view that needs nothing is given nothing
liveRender(plain, { id: 'plain', session: { zone: 'UTC' } })
// @ts-expect-error the id of the session is the browser's own
liveRender(known, { id: 'known', session: { id: 'a' } })
// @ts-expect-error an optional key of another type
liveRender(modest, { id: 'modest', session: { size: '3' } })
// @ts-expect-error no URL leads to it, and so nothing supplies its parameters
liveRender(room, { id: 'room' })
// @ts-expect-error parameters are not the session
liveRender(room, { id: 'room', session: { id: '1' } })
// @ts-expect-error it is not said which action the view is shown for
liveRender(editor, { id: 'editor' })
// @ts-expect-error the action is not declared
liveRender(editor.action('delete'), { id: 'editor' })
// @ts-expect-error no live session supplies what the view needs
liveRender(greeting, { id: 'greeting' })
// @ts-expect-error a nested view has an id
liveRender(plain, {})
// @ts-expect-error a nested view has an id
liveRender(plain)
// @ts-expect-error the id is text
liveRender(plain, { id: 1 })
// @ts-expect-error it stays or it does not
liveRender(plain, { id: 'plain', sticky: 'yes' })
// @ts-expect-error an option that there is not
liveRender(plain, { id: 'plain', container: 'section' })
// @ts-expect-error the definition is not the view
liveRender(rest, { id: 'rest' })
// @ts-expect-error a view is called by liveRender
html`${plain}`
