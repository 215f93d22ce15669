import { type Route, route } from 'oriel'
import type { PubSub } from 'oriel/bus'
import { asyncWork } from './pages/async.ts'
import { attributes } from './pages/attributes.ts'
import { clicks } from './pages/clicks.ts'
import { commands } from './pages/commands.ts'
import { conditions } from './pages/conditions.ts'
import { connect } from './pages/connect.ts'
import { disable } from './pages/disable.ts'
import { errors } from './pages/errors.ts'
import { flash } from './pages/flash.ts'
import { focus } from './pages/focus.ts'
import { form } from './pages/form.ts'
import { hooks } from './pages/hooks.ts'
import { ignore } from './pages/ignore.ts'
import { keys } from './pages/keys.ts'
import { lists } from './pages/lists.ts'
import { loop } from './pages/loop.ts'
import { memo } from './pages/memo.ts'
import { arrival, navigate } from './pages/navigate.ts'
import { nestedLists } from './pages/nested-lists.ts'
import { pace } from './pages/pace.ts'
import { params } from './pages/params.ts'
import { patch } from './pages/patch.ts'
import { presence } from './pages/presence.ts'
import { pushes } from './pages/pushes.ts'
import { recovery } from './pages/recovery.ts'
import { redirects } from './pages/redirects.ts'
import { streamLimits } from './pages/stream-limits.ts'
import { streams } from './pages/streams.ts'
import { timers } from './pages/timers.ts'
import { title } from './pages/title.ts'
import { topics } from './pages/topics.ts'
import { triggerAction } from './pages/trigger-action.ts'

/** A page of the gallery: what it shows, and where to look at it when its path has parameters. */
export interface GalleryPage extends Route {
  readonly shows: string
  readonly example?: string
}

/** Every page of the gallery, each with one feature. */
export const pages = (pubsub: PubSub): readonly GalleryPage[] => [
  { ...route('/clicks', clicks), shows: 'Clicks and the values that they carry.' },
  { ...route('/form', form), shows: 'A form that is checked while it is filled in.' },
  { ...route('/recovery', recovery), shows: 'Forms that come back after a lost connection.' },
  { ...route('/keys', keys), shows: 'Keys, on the page and in a field.' },
  { ...route('/focus', focus), shows: 'Focus and blur.' },
  { ...route('/pace', pace), shows: 'Debounce and throttle.' },
  { ...route('/disable', disable), shows: 'Buttons that say that they wait.' },
  { ...route('/trigger-action', triggerAction), shows: 'A form that is checked, then posted.' },
  { ...route('/flash', flash), shows: 'Short messages, and how they go.' },
  { ...route('/title', title), shows: 'The title of the document.' },
  { ...route('/pushes', pushes), shows: 'Pushed events, and replies to hooks.' },
  { ...route('/hooks', hooks), shows: 'What a hook is told of.' },
  { ...route('/ignore', ignore), shows: 'An element that is left to the browser.' },
  { ...route('/commands', commands), shows: 'What the browser does by itself.' },
  { ...route('/patch', patch), shows: 'Another URL under the same view.' },
  { ...route('/navigate', navigate), shows: 'Another view over the same socket.' },
  { ...route('/navigate/:place', arrival), shows: 'Where one arrives.', example: '/navigate/index' },
  { ...route('/loop', loop), shows: 'A loop of patches that is stopped.' },
  { ...route('/redirects', redirects), shows: 'A mount that leads elsewhere.' },
  { ...route('/params/:id', params), shows: 'Parameters that are checked.', example: '/params/1?sort=age' },
  { ...route('/streams', streams), shows: 'Everything that can be done to a stream.' },
  { ...route('/stream-limits', streamLimits), shows: 'Streams that keep their first or last rows.' },
  { ...route('/lists', lists), shows: 'A keyed list in another order.' },
  { ...route('/nested-lists', nestedLists), shows: 'Lists in lists.' },
  { ...route('/conditions', conditions), shows: 'Parts that come, go and change places.' },
  { ...route('/memo', memo), shows: 'A part that is made only when it has to be.' },
  { ...route('/attributes', attributes), shows: 'Attributes that are spread, dropped and put together.' },
  { ...route('/async', asyncWork), shows: 'Work beside the turns.' },
  { ...route('/timers', timers), shows: 'Callbacks that run later.' },
  { ...route('/topics', topics(pubsub)), shows: 'Messages between browsers.' },
  { ...route('/presence', presence(pubsub)), shows: 'Who is there.' },
  { ...route('/connect', connect), shows: 'What the browser tells when it connects.' },
  { ...route('/errors', errors), shows: 'What happens when something goes wrong.' },
]
