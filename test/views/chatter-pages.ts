import { localPubSub } from 'oriel/bus'
import { openView, type TestView } from 'oriel/testing'
import { onTestFinished } from 'vitest'
import type { ChatterOptions } from '../../src/chatter/index.ts'
import { chatLive } from '../../views/chat-live.ts'
import { homeLive } from '../../views/home-live.ts'
import { layout } from '../../views/layout.ts'
import { type TestChatter, testChatter } from '../support/chatter.ts'
import type { TestDatabase } from '../support/database.ts'
import { type MemoryImages, memoryImages } from '../support/memory-images.ts'

/** Chatter, and its pages as one browser session after another opens them. */
export interface ChatterPages extends TestChatter {
  /** Where its images are kept. */
  readonly store: MemoryImages
  openHome(session?: string): Promise<TestView>
  openChat(userId: string | undefined, session?: string): Promise<TestView>
}

/** Opens Chatter for one test; its pages are cut off when the test ends. */
export async function chatterPages(
  database: TestDatabase,
  options: Pick<Partial<ChatterOptions>, 'messageRate' | 'clock' | 'imageBytes'> = {},
): Promise<ChatterPages> {
  const pubsub = localPubSub()
  const store = memoryImages()
  const chatter = await testChatter(database, { pubsub, imageStore: store, ...options })
  const [homePage, chatPage] = [homeLive(chatter), chatLive(chatter)]

  async function open(
    view: typeof homePage | typeof chatPage,
    session: string,
    params = {},
  ): Promise<TestView> {
    const opened = await openView(view, { pubsub, session, params, layout })
    onTestFinished(() => opened.disconnect())
    return opened
  }

  return {
    ...chatter,
    store,
    openHome: (session = 'my session') => open(homePage, session),
    openChat: (userId, session = `session of ${userId}`) =>
      open(chatPage, session, userId === undefined ? {} : { user_id: userId }),
  }
}
