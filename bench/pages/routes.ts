import { paths } from 'oriel'
import { counterLive } from './counter-live.ts'
import { staticListLive } from './static-list-live.ts'

/** The pages that measurements use beside Chatter's own. */
export const benchRoutes = paths('/counter', '/static-list').routes({
  '/counter': counterLive,
  '/static-list': staticListLive,
})
