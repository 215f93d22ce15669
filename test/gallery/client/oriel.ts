/** Our own client with the gallery's hooks. */
import { connectLive } from '../../../client/live/index.ts'
import { hooks } from './hooks.ts'
import { params } from './params.ts'
import { uploaders } from './uploaders.ts'
import './window.ts'

window.live = connectLive({ hooks, uploaders, params }) as unknown as Window['live']
