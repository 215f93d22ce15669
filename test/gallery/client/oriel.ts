/** Our own client with the gallery's hooks. */
import { connectLive, createHook, getFileURLForUpload, isUsedInput } from '../../../client/live/index.ts'
import { hooks } from './hooks.ts'
import { params } from './params.ts'
import { defineAsking, dom, metadata } from './script.ts'
import { uploaders } from './uploaders.ts'
import './window.ts'

defineAsking(createHook)
window.live = connectLive({ hooks, uploaders, params, metadata, dom }) as unknown as Window['live']
Object.assign(window, { isUsedInput, getFileURLForUpload })
