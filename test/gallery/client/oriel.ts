/** Our own client with the gallery's hooks. */
import { connectLive } from '../../../client/live/index.ts'
import { hooks } from './hooks.ts'
import { params } from './params.ts'

connectLive({ hooks, params })
