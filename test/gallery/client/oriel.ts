/** Our own client with the gallery's hooks. */
import { connectLive } from '../../../client/live/index.ts'
import { hooks } from './hooks.ts'
import { params } from './params.ts'
import { uploaders } from './uploaders.ts'

connectLive({ hooks, uploaders, params })
