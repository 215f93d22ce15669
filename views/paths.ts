import { paths } from 'oriel'

/** Makes a path of this app: `path('/chat', { user_id })`. Anything that no page answers does not compile. */
export const path = paths('/', '/chat')
