import { connectLive } from './live/index.ts'

connectLive()
