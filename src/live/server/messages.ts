import type { Actor } from '../actor/actor.ts'
import type { LiveError } from '../kit/error.ts'
import { removalOf } from './handling.ts'
import { uploadingOf } from './uploading.ts'

/** Makes the call that handles a message, or says what is wrong with it. */
type Handling = (actor: Actor, payload: unknown) => (() => unknown) | LiveError

/** What a client says to a view of its own accord, beside the events of a person: each message by its name. */
export const messages: ReadonlyMap<string, Handling> = new Map<string, Handling>([
  ['cids_will_destroy', (actor, payload) => removalOf(actor, 'leaving', payload)],
  ['cids_destroyed', (actor, payload) => removalOf(actor, 'left', payload)],
  ['allow_upload', (actor, payload) => uploadingOf(actor, 'allow', payload)],
  ['progress', (actor, payload) => uploadingOf(actor, 'progress', payload)],
])
