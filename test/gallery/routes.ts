import { type Bucket, type Route, route } from 'oriel'
import type { PubSub } from 'oriel/bus'
import { actions } from './pages/actions.ts'
import { apart } from './pages/apart.ts'
import { asyncWork } from './pages/async.ts'
import { attributes } from './pages/attributes.ts'
import { clicks } from './pages/clicks.ts'
import { colocated } from './pages/colocated.ts'
import { commands } from './pages/commands.ts'
import { componentAsync } from './pages/component-async.ts'
import { componentForm } from './pages/component-form.ts'
import { componentLists } from './pages/component-lists.ts'
import { componentLoader } from './pages/component-loader.ts'
import { componentRoots } from './pages/component-roots.ts'
import { componentStreams } from './pages/component-streams.ts'
import { componentVisibility } from './pages/component-visibility.ts'
import { components } from './pages/components.ts'
import { conditions } from './pages/conditions.ts'
import { connect } from './pages/connect.ts'
import { framed, unframed } from './pages/container.ts'
import { coreComponents } from './pages/core-components.ts'
import { disable } from './pages/disable.ts'
import { dynamicInputs } from './pages/dynamic-inputs.ts'
import { eager } from './pages/eager.ts'
import { edges } from './pages/edges.ts'
import { errors } from './pages/errors.ts'
import { failing } from './pages/failing.ts'
import { flash } from './pages/flash.ts'
import { focus } from './pages/focus.ts'
import { focusWrap } from './pages/focus-wrap.ts'
import { form } from './pages/form.ts'
import { guests } from './pages/guests.ts'
import { haste } from './pages/haste.ts'
import { held } from './pages/held.ts'
import { heldForms } from './pages/held-forms.ts'
import { heldParts } from './pages/held-parts.ts'
import { hookLives } from './pages/hook-lives.ts'
import { hooks } from './pages/hooks.ts'
import { ignore } from './pages/ignore.ts'
import { inputs } from './pages/inputs.ts'
import { kept } from './pages/kept.ts'
import { keys } from './pages/keys.ts'
import { leadsOn } from './pages/leads-on.ts'
import { leaving, leftFor } from './pages/leaving.ts'
import { lists } from './pages/lists.ts'
import { locks } from './pages/locks.ts'
import { longPage, nextLongPage } from './pages/long-pages.ts'
import { loop } from './pages/loop.ts'
import { memo } from './pages/memo.ts'
import { missing } from './pages/missing.ts'
import { moved } from './pages/moved.ts'
import { arrival, navigate } from './pages/navigate.ts'
import { nested } from './pages/nested.ts'
import { nestedForms } from './pages/nested-forms.ts'
import { nestedLists } from './pages/nested-lists.ts'
import { nestedNavigation } from './pages/nested-navigation.ts'
import { nestedRows } from './pages/nested-rows.ts'
import { nestedStreams } from './pages/nested-streams.ts'
import { newBuild, oldBuild } from './pages/old-build.ts'
import { orderLive } from './pages/order.ts'
import { pace } from './pages/pace.ts'
import { params } from './pages/params.ts'
import { patch } from './pages/patch.ts'
import { patience } from './pages/patience.ts'
import { places } from './pages/places.ts'
import { portal } from './pages/portal.ts'
import { portals } from './pages/portals.ts'
import { presence } from './pages/presence.ts'
import { pushes } from './pages/pushes.ts'
import { recovery } from './pages/recovery.ts'
import { redirects } from './pages/redirects.ts'
import { relay } from './pages/relay.ts'
import { renewedStreams } from './pages/renewed-streams.ts'
import { script } from './pages/script.ts'
import { scripts } from './pages/scripts.ts'
import { selects } from './pages/selects.ts'
import { slots } from './pages/slots.ts'
import { sticky, stickyElsewhere } from './pages/sticky.ts'
import { stickyHead, stickyHeadBare, stickyHeadNext } from './pages/sticky-head.ts'
import { stickyStreams, stickyStreamsOther } from './pages/sticky-streams.ts'
import { streamGuests } from './pages/stream-guests.ts'
import { streamLimits } from './pages/stream-limits.ts'
import { streams } from './pages/streams.ts'
import { strict } from './pages/strict.ts'
import { tags } from './pages/tags.ts'
import { temporary } from './pages/temporary.ts'
import { timers } from './pages/timers.ts'
import { title } from './pages/title.ts'
import { topics } from './pages/topics.ts'
import { transitions } from './pages/transitions.ts'
import { triggerAction } from './pages/trigger-action.ts'
import { uploadAuto } from './pages/upload-auto.ts'
import { uploadComponent } from './pages/upload-component.ts'
import { uploadExternal } from './pages/upload-external.ts'
import { uploadRules } from './pages/upload-rules.ts'
import { uploadTrials } from './pages/upload-trials.ts'
import { uploads } from './pages/uploads.ts'
import { usedFields } from './pages/used-fields.ts'
import { windowPage } from './pages/window.ts'
import type { Accounts } from './sign-in/accounts.ts'
import { members, profile, signedIn, signIn } from './sign-in/views.ts'

/** An entry of the contents: what a page shows, and where to look at it when its path has parameters. */
export interface Entry {
  readonly path: string
  readonly shows: string
  readonly example?: string
}

/** A page of the gallery. */
export interface GalleryPage extends Entry, Route {}

/** Every page of the gallery, each with one feature. */
export const pages = (pubsub: PubSub, accounts: Accounts, bucket: Bucket): readonly GalleryPage[] => [
  ...pagesOfViews(pubsub),
  ...pagesOfComponents,
  ...pagesOfNestedViews,
  ...pagesOfUploads,
  { ...route('/upload-external', uploadExternal(bucket)), shows: 'Files that go to a bucket, and not here.' },
  ...pagesOfSessions(accounts),
]

const pagesOfViews = (pubsub: PubSub): readonly GalleryPage[] => [
  { ...route('/clicks', clicks), shows: 'Clicks and the values that they carry.' },
  { ...route('/form', form), shows: 'A form that is checked while it is filled in.' },
  { ...route('/inputs', inputs), shows: 'Every kind of input, with its label and its errors.' },
  { ...route('/order', orderLive), shows: 'A list in a form: rows are added, moved and taken away.' },
  {
    ...route('/core-components', coreComponents),
    shows: 'Headers, buttons, tables, lists, icons and a dialog.',
  },
  { ...route('/recovery', recovery), shows: 'Forms that come back after a lost connection.' },
  {
    ...route('/used-fields', usedFields),
    shows: 'Fields that somebody has used, and those that nobody has.',
  },
  { ...route('/selects', selects), shows: 'A choice whose options follow from another.' },
  { ...route('/dynamic-inputs', dynamicInputs), shows: 'Fields that come, go and change places.' },
  { ...route('/held', held(pubsub)), shows: 'Fields that change while somebody is in them.' },
  { ...route('/locks', locks(pubsub)), shows: 'Elements that wait while the view goes on.' },
  { ...route('/held-forms', heldForms), shows: 'Clicks that do two things in a form.' },
  { ...route('/held-parts', heldParts(pubsub)), shows: 'What waits, with components and views inside.' },
  { ...route('/eager', eager), shows: 'What hooks ask for as soon as they are there.' },
  { ...route('/apart', apart), shows: 'Fields beside their form, and odd forms.' },
  { ...route('/keys', keys), shows: 'Keys, on the page and in a field.' },
  { ...route('/focus', focus), shows: 'Focus and blur.' },
  { ...route('/pace', pace), shows: 'Debounce and throttle.' },
  { ...route('/disable', disable), shows: 'Buttons that say that they wait.' },
  { ...route('/trigger-action', triggerAction), shows: 'A form that is checked, then posted.' },
  { ...route('/flash', flash), shows: 'Short messages, and how they go.' },
  { ...route('/title', title), shows: 'The title of the document.' },
  { ...route('/pushes', pushes), shows: 'Pushed events, and replies to hooks.' },
  { ...route('/hooks', hooks), shows: 'What a hook is told of.' },
  { ...route('/hook-lives', hookLives), shows: 'Where hooks begin and end.' },
  { ...route('/colocated', colocated), shows: 'A hook that stands beside its view.' },
  { ...route('/ignore', ignore), shows: 'An element that is left to the browser.' },
  { ...route('/commands', commands), shows: 'What the browser does by itself.' },
  { ...route('/transitions', transitions), shows: 'Boxes that take their time.' },
  { ...route('/kept', kept), shows: 'What commands do and patches keep.' },
  { ...route('/scripts', scripts), shows: 'Commands that scripts give.' },
  { ...route('/script', script), shows: 'What the script of an app and its client tell each other.' },
  { ...route('/window', windowPage), shows: 'The window, and the connection.' },
  { ...route('/edges', edges), shows: 'A list that goes on at its edges.' },
  { ...route('/portals', portals), shows: 'Portals in portals, with forms, components and rows.' },
  { ...route('/moved', moved), shows: 'What portals move out of forms, rows and lists.' },
  { ...route('/patch', patch), shows: 'Another URL under the same view.' },
  { ...route('/navigate', navigate), shows: 'Another view over the same socket.' },
  { ...route('/navigate/:place', arrival), shows: 'Where one arrives.', example: '/navigate/index' },
  { ...route('/long', longPage), shows: 'Long pages, and where one was in them.' },
  { ...route('/long/next', nextLongPage), shows: 'Another long page.' },
  { ...route('/relay/:left', relay), shows: 'A view that leads on as it connects.', example: '/relay/3' },
  {
    ...route('/places/:name', places),
    shows: 'Places on a page, and where it was scrolled to.',
    example: '/places/first',
  },
  { ...route('/haste', haste), shows: 'What is done faster than the view answers.' },
  { ...route('/leaving', leaving), shows: 'A page that takes its time to go.' },
  { ...route('/leaving/for', leftFor), shows: 'Where it leads.' },
  { ...route('/patience', patience), shows: 'What a person does while the network is slow.' },
  { ...route('/strict', strict), shows: 'A strict Content-Security-Policy; with our client, Trusted Types.' },
  { ...route('/loop', loop), shows: 'A loop of patches that is stopped.' },
  { ...route('/redirects', redirects), shows: 'A mount that leads elsewhere.' },
  { ...route('/container', framed), shows: 'An element and a layout of its own around a view.' },
  { ...route('/container/plain', unframed), shows: 'The page beside it, without.' },
  { ...route('/params/:id', params), shows: 'Parameters that are checked.', example: '/params/1?sort=age' },
  { ...route('/streams', streams), shows: 'Everything that can be done to a stream.' },
  { ...route('/stream-limits', streamLimits), shows: 'Streams that keep their first or last rows.' },
  { ...route('/stream-guests', streamGuests), shows: 'Rows that share their list, and leave slowly.' },
  { ...route('/renewed-streams', renewedStreams), shows: 'Streams whose view begins anew.' },
  { ...route('/nested-streams', nestedStreams), shows: 'Streams in the rows of lists and of streams.' },
  { ...route('/lists', lists), shows: 'A keyed list in another order.' },
  { ...route('/nested-lists', nestedLists), shows: 'Lists in lists.' },
  { ...route('/conditions', conditions), shows: 'Parts that come, go and change places.' },
  { ...route('/memo', memo), shows: 'A part that is made only when it has to be.' },
  { ...route('/temporary', temporary), shows: 'A value that is let go once it is shown.' },
  { ...route('/slots', slots), shows: 'Function components that are given parts of the page.' },
  { ...route('/tags', tags), shows: 'Links, tags whose name is a value, and what stands between items.' },
  { ...route('/portal', portal), shows: 'Content that stands elsewhere on the page.' },
  { ...route('/focus-wrap', focusWrap), shows: 'A dialog that keeps the focus.' },
  { ...route('/attributes', attributes), shows: 'Attributes that are spread, dropped and put together.' },
  { ...route('/async', asyncWork), shows: 'Work beside the turns.' },
  { ...route('/timers', timers), shows: 'Callbacks that run later.' },
  { ...route('/topics', topics(pubsub)), shows: 'Messages between browsers.' },
  { ...route('/presence', presence(pubsub)), shows: 'Who is there.' },
  {
    ...route('/guests', guests(pubsub)),
    shows: 'Who is there, by names that are looked up once for all.',
    example: '/guests?id=2',
  },
  { ...route('/connect', connect), shows: 'What the browser tells when it connects.' },
  {
    ...route('/failing/:what', failing),
    shows: 'Views that fail once they are connected.',
    example: '/failing/nested',
  },
  { ...route('/errors', errors), shows: 'What happens when something goes wrong.' },
]

const pagesOfComponents: readonly GalleryPage[] = [
  { ...route('/components', components), shows: 'Components with a state and events of their own.' },
  { ...route('/component-lists', componentLists), shows: 'Components that change places.' },
  { ...route('/component-visibility', componentVisibility), shows: 'Components that come and go.' },
  { ...route('/component-roots', componentRoots), shows: 'Components whose elements change their ids.' },
  { ...route('/component-form', componentForm), shows: 'Forms in components.' },
  { ...route('/component-streams', componentStreams), shows: 'Streams of components.' },
  { ...route('/component-async', componentAsync), shows: 'A component that loads what it shows.' },
  { ...route('/component-loader', componentLoader), shows: 'Components that load for all at once.' },
]

const pagesOfNestedViews: readonly GalleryPage[] = [
  { ...route('/nested', nested), shows: 'Views in a view, and views in those.' },
  { ...route('/nested-rows', nestedRows), shows: 'Views in the rows of a list.' },
  { ...route('/nested-navigation', nestedNavigation), shows: 'A view that takes its page elsewhere.' },
  { ...route('/leads-on', leadsOn), shows: 'A view that leads on while the one in it joins.' },
  { ...route('/nested-forms', nestedForms), shows: 'Forms wherever they may stand.' },
  { ...route('/sticky-streams', stickyStreams), shows: 'Streams beside that of a sticky view.' },
  { ...route('/sticky-streams/other', stickyStreamsOther), shows: 'The other page beside it.' },
  { ...route('/sticky-head', stickyHead), shows: 'A view above every page, from which one also leaves it.' },
  { ...route('/sticky-head/next', stickyHeadNext), shows: 'The next page below it.' },
  { ...route('/sticky-head/bare', stickyHeadBare), shows: 'A page without it.' },
  { ...route('/sticky', sticky), shows: 'A view that outlives live navigation.' },
  { ...route('/sticky/elsewhere', stickyElsewhere), shows: 'The other page around it.' },
]

const pagesOfUploads: readonly GalleryPage[] = [
  { ...route('/uploads', uploads), shows: 'Files that are sent with their form.' },
  { ...route('/upload-auto', uploadAuto), shows: 'Files that are sent at once, and read as they come.' },
  { ...route('/upload-component', uploadComponent), shows: 'Files of live components.' },
  { ...route('/upload-trials', uploadTrials), shows: 'Files that come in odd ways.' },
  { ...route('/upload-rules', uploadRules), shows: 'Files that must be, and as many as may be.' },
]

function pagesOfSessions(accounts: Accounts): readonly GalleryPage[] {
  const forMembers = signedIn(accounts)
  return [
    {
      ...route('/sign-in', signIn),
      shows: 'An ordinary form that signs in: Ana with apple, Ben with berry.',
    },
    { ...route('/members', forMembers(members)), shows: 'A page for those who have signed in.' },
    { ...route('/members/profile', forMembers(profile)), shows: 'Another one, over the same socket.' },
    {
      ...route('/notes/:id', actions.action('show')),
      shows: 'One view for two routes.',
      example: '/notes/7',
    },
    {
      ...route('/notes/:id/edit', actions.action('edit')),
      shows: 'The other route.',
      example: '/notes/7/edit',
    },
    { ...route('/rooms/:id', missing), shows: 'Pages that answer with a status.', example: '/rooms/1' },
    { ...route('/build', newBuild), shows: 'Whether the browser has the newest files.' },
    { ...route('/build/old', oldBuild), shows: 'The same, loaded before a deploy.' },
  ]
}
