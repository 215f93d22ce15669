import { expect, test } from 'vitest'
import { ownSize } from '../../bench/client-sizes.ts'

/**
 * Bytes that our client may have: minified, and compressed with brotli 11. 14,336, and 1,000 more for each of uploads and
 * views that outlive their connection.
 */
const BUDGET = 16_336

test('the client keeps to its budget', async () => {
  expect((await ownSize()).brotli).toBeLessThanOrEqual(BUDGET)
}, 60_000)
