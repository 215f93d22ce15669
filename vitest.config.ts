import { defineConfig } from 'vitest/config'

/** Lets tests import the framework by its doors, from source, wherever vite resolves them. */
const doors = {
  name: 'doors',
  configEnvironment: () => ({
    resolve: { conditions: ['oriel-source', 'module', 'node', 'development|production'] },
  }),
}

export default defineConfig({
  plugins: [doors],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/fail-on-console.ts'],
    reporters: process.env.CI ? ['default', 'json'] : ['default'],
    outputFile: { json: 'test-results/report.json' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000, interval: 20 } },
    maxWorkers: 2,
  },
})
