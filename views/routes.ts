import type { Chatter } from '../src/chatter/index.ts'
import { chatLive } from './chat-live.ts'
import { homeLive } from './home-live.ts'
import { path } from './paths.ts'

/** Which view answers which path. */
export const routes = (chatter: Chatter) =>
  path.routes({ '/': homeLive(chatter), '/chat': chatLive(chatter) })
