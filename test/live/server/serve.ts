import { afterEach, vi } from 'vitest'
import { type LiveApp, type LiveAppOptions, serveLive } from '../../support/live-app.ts'
import { layout, routes } from './views.ts'

/** Serves the views of these tests; what a test has served ends with it, and so do its fake timers. */
export function useServer(): (options?: Partial<LiveAppOptions>) => Promise<LiveApp> {
  const apps: LiveApp[] = []
  afterEach(async () => {
    vi.useRealTimers()
    await Promise.all(apps.splice(0).map((app) => app.close()))
  })
  return async (options = {}) => {
    const app = await serveLive({ routes, layout, ...options })
    apps.push(app)
    return app
  }
}
