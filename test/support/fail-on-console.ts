import { format } from 'node:util'
import { afterAll, afterEach } from 'vitest'

// A setup file: whatever prints while a test runs fails that test, so that output never hides a mistake.

type Method = 'debug' | 'dir' | 'error' | 'info' | 'log' | 'table' | 'trace' | 'warn'

const methods: readonly Method[] = ['debug', 'dir', 'error', 'info', 'log', 'table', 'trace', 'warn']
const printed: string[] = []

for (const method of methods) {
  console[method] = (...values: unknown[]) => {
    printed.push(`console.${method}: ${format(...values)}`)
  }
}

function failOnOutput(): void {
  const lines = printed.splice(0)
  if (lines.length === 0) return
  throw new Error(
    `Nothing may print during a test. Assert what was meant, or take the call out. Got:\n${lines.join('\n')}`,
  )
}

afterEach(failOnOutput)
afterAll(failOnOutput)
