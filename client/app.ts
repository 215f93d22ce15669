import { hooks } from './hooks/hooks.ts'
import { connectLive } from './live/index.ts'

connectLive({ hooks })
